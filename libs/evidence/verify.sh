#!/bin/bash
# Checks an evidence package with bash and Debian's coreutils, openssl, xxd and xmllint. Unpack it into an empty directory, then
#   [TRUST=seal.pem] [LOG_KEY=log.pub.pem] [AUTHORITY=stamps.pem] bash verify.sh PACKAGE.asice
# TRUST, LOG_KEY and AUTHORITY (of time stamps) name certificates and a key that you have from elsewhere; without them the package's own
# are taken, and show only that it is whole. Without PACKAGE.asice the container itself is not looked at. Exit code 0: nothing is wrong;
# 1: something is; 2: a file that was named is not there.
# Another shell would not know what stands below.
[ -n "$BASH_VERSION" ] || exec bash "$0" "$@"
export LC_ALL=C
package=; [ -z "$1" ] || package=$(realpath -e "$1") || exit 2
[ -z "$TRUST" ] || TRUST=$(realpath -e "$TRUST") || exit 2
[ -z "$LOG_KEY" ] || LOG_KEY=$(realpath -e "$LOG_KEY") || exit 2
[ -z "$AUTHORITY" ] || AUTHORITY=$(realpath -e "$AUTHORITY") || exit 2
cd "$(dirname "$0")" || exit 2
work=$(mktemp -d) && mkdir "$work/h" || exit 2
trap 'rm -rf "$work"' EXIT
bad=0
fail() { echo "FAIL $1: $2"; bad=1; }

# Hashes of many things at once: files under $work/h in the order of their names, a hash a line, and the files are gone.
hashes() { (cd "$work/h" && printf '%s\0' * | xargs -0 sha256sum 2> /dev/null; find . -type f -delete) | cut -c1-64; }
# Lines as files, with a byte in front or none.
lines_as_files() { local n=1000000000 line; while IFS= read -r line; do printf "$1%s" "$line" > "$work/h/$((n++))"; done; }

# 1. The container, as it was written: its comment is the hash of all bytes before.
if [ -n "$package" ]; then
  said=$(tail -c 71 "$package" | tr -d '\0')
  [ "$said" = "sha256=$(head -c -71 "$package" | sha256sum | cut -c1-64)" ] || fail "$package" 'its bytes are not those that were written'
  # Its entries stand in one order, once each; unzip, which unpacked it, tells them.
  if type unzip > /dev/null 2>&1; then
    while read -r name; do fail "$name" 'it does not stand in its place among the entries'; done < <(unzip -Z1 "$package" 2> /dev/null |
      { for first in mimetype META-INF/ASiCManifest001.xml META-INF/signature001.p7s; do read -r name; [ "$name" = $first ] || echo "$name"; done
        last=; while read -r name; do [[ $name > $last ]] || echo "$name"; last=$name; done; })
  fi
fi

# 2. The seal over the manifest.
manifest=META-INF/ASiCManifest001.xml seal=META-INF/signature001.p7s
openssl pkcs7 -inform DER -in $seal -print_certs -out "$work/own.pem" 2> /dev/null || fail $seal 'it cannot be read'
[ -n "$TRUST" ] || { TRUST=$work/own.pem; echo "note: TRUST names no certificate; the seal's own is taken"; }
openssl cms -verify -cades -binary -inform DER -in $seal -content $manifest -CAfile "$TRUST" -partial_chain -no_check_time \
  -purpose any -out /dev/null 2> "$work/why" || fail $seal "the seal does not verify: $(tail -n 1 "$work/why")"
# What stands behind it would be passed over.
whole=$(openssl asn1parse -inform DER -in $seal 2> /dev/null | sed -nE '1s/.*hl=([0-9]+) +l= *([0-9]+) .*/\1+\2/p')
[ "$(wc -c < $seal)" = "$((whole))" ] || fail $seal 'it is longer or shorter than it says'
echo "sealed by $(openssl x509 -in "$work/own.pem" -noout -subject -fingerprint -sha256 2> /dev/null | tr '\n' ' ')"

# 3. The files: each named, each as it was, none besides.
reference='(//*[local-name()="DataObjectReference"])'
count=$(xmllint --nonet --xpath "count($reference)" $manifest 2> /dev/null) || { fail $manifest 'it is no XML'; count=0; }
# A hundred at a time: each start of xmllint reads all of it.
for ((from = 1; from <= count; from += 100)); do
  asked=
  for ((i = from; i < from + 100 && i <= count; i++)); do
    asked+="$reference[$i]/*[local-name()='DigestValue'], ' ', $reference[$i]/@URI, '"$'\n'"', "
  done
  xmllint --nonet --xpath "concat($asked'')" $manifest 2> /dev/null
done | sed '/^$/d' > "$work/named"
paste -d' ' <(cut -d' ' -f1 "$work/named" | base64 -d 2> /dev/null | xxd -p -c 32) <(sed 's/^[^ ]*//' "$work/named") > "$work/sealed"
for list in "$work/sealed" manifest-sha256.txt tagmanifest-sha256.txt; do
  where=${list/#"$work/sealed"/$manifest}
  sha256sum --quiet --strict -c "$list" > "$work/wrong" 2> /dev/null || [ -s "$work/wrong" ] || fail "$where" 'it cannot be read'
  while read -r line; do fail "${line%: FAILED*}" "it is not as $where has it"; done < "$work/wrong"
done
find . ! -type d | sed 's|^\./||' | sort > "$work/there"
{ cut -c67- "$work/sealed"; printf '%s\n' mimetype $manifest $seal; } | sort | comm -3 - "$work/there" > "$work/differ"
{ cut -c67- manifest-sha256.txt tagmanifest-sha256.txt; printf '%s\n' tagmanifest-sha256.txt $manifest $seal; } | sort | comm -3 - "$work/there" >> "$work/differ"
while read -r name; do fail "$name" 'it is missing, or in no list'; done < <(sort -u "$work/differ")
[ "$(cat mimetype)" = application/vnd.etsi.asic-e+zip ] || fail mimetype 'it says something else'

# 4. The checkpoint: signed by the log.
[ -n "$LOG_KEY" ] || { LOG_KEY=proof/log.pub.pem; echo "note: LOG_KEY names no key; the package's own is taken"; }
signed() {
  sed '/^$/,$d' "$1" > "$work/text"
  { read -r origin; read -r size; read -r root; } < "$work/text"
  root=$(echo "$root" | base64 -d 2> /dev/null | xxd -p -c 64)
  sed -n '/^$/,$p' "$1" | grep -F -m 1 "— $origin " | sed 's/.* //' | base64 -d 2> /dev/null | tail -c 64 > "$work/signature"
  openssl pkeyutl -verify -pubin -inkey "$LOG_KEY" -rawin -in "$work/text" -sigfile "$work/signature" > /dev/null 2>&1 \
    || fail "$1" 'the signature of the log does not verify'
}
signed proof/checkpoint.txt
echo "log $origin with $size entries"

# 5. Each event is an entry of the log (RFC 6962, RFC 9162 2.1.3.2): level by level, all events at once.
lines_as_files '\0' < data/events.jsonl; hashes > "$work/leaves"
[ "$(wc -l < "$work/leaves")" = "$(wc -l < proof/inclusion.txt)" ] || fail proof/inclusion.txt 'it has not one line for each event'
n=0
while read -r at more && read -r hash <&3; do
  [ "$at" -lt "$size" ] || fail proof/inclusion.txt "line $((n + 1)): there is no entry $at"
  echo "$((++n)) $at $((size - 1)) $hash" >&4
done < proof/inclusion.txt 3< "$work/leaves" 4> "$work/level"
sed 's/$/ /' proof/inclusion.txt > "$work/proofs"
for ((column = 2; ; column++)); do
  cut -d' ' -f$column "$work/proofs" > "$work/column"
  line=0
  while read -r n at end hash; do
    while ((line < n)); do read -r next <&5; ((++line)); done
    if [ -z "$next" ]; then [ "$end $hash" = "0 $root" ] || fail data/events.jsonl "line $n: this event is not in the log"; continue; fi
    if ((at % 2 == 1 || at == end)); then echo "01$next$hash" >&3; while ((at % 2 == 0 && at > 0)); do at=$((at / 2)) end=$((end / 2)); done
    else echo "01$hash$next" >&3; fi
    echo "$n $((at / 2)) $((end / 2))" >&4
  done < "$work/level" 3> "$work/nodes" 4> "$work/left" 5< "$work/column"
  [ -s "$work/left" ] || break
  (cd "$work/h" && xxd -r -p ../nodes | split -b 65 -a 6 -)
  paste -d' ' "$work/left" <(hashes) > "$work/level"
done

# 6. Nothing is left out between the events of a stream: each names the one before.
part() { sed -nE "s/.*\"$1\":(null|[0-9]+|\"[^\"]*\").*/\1/p" data/events.jsonl | tr -d '"'; }
declare -A last
paste -d' ' "$work/leaves" <(part stream) <(part revision) <(part previous) | while read -r hash stream revision previous; do
  expected=${last[$stream]:-0 null}
  [ "$revision $previous" = "$expected" ] || fail data/events.jsonl "$stream: before revision $revision something is missing or out of order"
  last[$stream]="$((revision + 1)) $hash"
  echo "$bad" > "$work/bad"
done
[ "$(cat "$work/bad" 2> /dev/null)" != 1 ] || bad=1

# 7. What was recorded is what the log has the hash of.
byte='[A-Za-z0-9+/]'
for name in data metadata; do
  # What is no base64 is a byte that nobody recorded.
  sed -nE "s/.*\"$name\":(null|\"([^\"]*)\").*/\2/p" data/recorded.jsonl |
    sed -E "/^($byte{4})*($byte{2}==|$byte{3}=)?\$/! s/.*/AA==/" > "$work/base64"
  # All of it at once, each byte as printf takes it.
  base64 -d "$work/base64" | xxd -p -c 1 | sed 's/^/\\x/' | tr -d '\n' > "$work/bytes"
  n=1000000000
  while read -r encoded; do
    padding=${encoded##*[^=]}
    [ -z "$encoded" ] || { read -r -N $((${#encoded} * 3 - ${#padding} * 4)) bytes <&3; printf "$bytes" > "$work/h/$((n++))"; }
  done < "$work/base64" 3< "$work/bytes"
  n=0
  while read -r encoded && read -r said <&3; do
    ((++n))
    [ -z "$encoded" ] || { read -r made <&4; [ "$said" = "$made" ] || fail data/recorded.jsonl "line $n: this $name is not what was recorded"; }
  done < "$work/base64" 3< <(part $name) 4< <(hashes)
done
[ "$(part id)" = "$(sed -nE 's/.*"id":"([^"]*)".*/\1/p' data/recorded.jsonl)" ] || fail data/recorded.jsonl 'it has not one line for each event'

# 8. Each disclosed field has its digest in the event.
sed -nE 's/.*"disclosure":"([^"]*)".*/\1/p' data/disclosures.jsonl > "$work/disclosures"
lines_as_files '' < "$work/disclosures"
hashes | sed 's/$/00/' | xxd -r -p | base64 -w 44 | cut -c1-43 | tr '+/' '-_' > "$work/digests"
[ "$(wc -l < "$work/disclosures")" = "$(wc -l < data/disclosures.jsonl)" ] || fail data/disclosures.jsonl 'a line discloses nothing'
paste -d' ' "$work/digests" <(sed -nE 's/.*"event":"([^"]*)","path":"([^"]*)".*/\1 \2/p' data/disclosures.jsonl) > "$work/shown"
paste -d' ' <(part id) data/events.jsonl | sort > "$work/events"
sort -k2,2 "$work/shown" | join -1 2 -2 1 -a 1 - "$work/events" | while read -r id digest path leaf; do
  [[ $leaf == *"\"$path\":\"$digest\""* ]] || echo "$id $path"
done > "$work/differ"
while read -r id path; do fail data/disclosures.jsonl "event $id: $path was never this"; done < "$work/differ"

# 9. The stamp, where there is one: an authority saw the log with all these events (RFC 3161), as it is here or as it grew (RFC 9162 2.1.4.2).
if [ -e proof/stamped.txt ]; then
  here=("$size" "$root" "$origin"); signed proof/stamped.txt; old=("$size" "$root") new=("${here[@]}")
  ((size > here[0])) && { old=("${here[@]}") new=("$size" "$root"); }
  over() { echo "01$1$2" | xxd -r -p | sha256sum | cut -c1-64; }
  mapfile -t proof < proof/consistency.txt
  if [ "${old[0]}" = "${new[0]}" ]; then was=${old[1]} is=${old[1]} end=${#proof[@]}
  else
    at=$((old[0] - 1)) end=$((new[0] - 1))
    while ((at % 2 == 1)); do at=$((at / 2)) end=$((end / 2)); done
    ((at > 0)) || proof=("${old[1]}" "${proof[@]}")
    was=${proof[0]} is=${proof[0]}
    for hash in "${proof[@]:1}"; do
      if ((at % 2 == 1 || at == end)); then was=$(over "$hash" "$was") is=$(over "$hash" "$is")
        while ((at % 2 == 0 && at > 0)); do at=$((at / 2)) end=$((end / 2)); done
      else is=$(over "$is" "$hash"); fi
      at=$((at / 2)) end=$((end / 2))
    done
  fi
  [ "$end $was $is $origin" = "0 ${old[1]} ${new[1]} ${here[2]}" ] || fail proof/consistency.txt 'what was stamped is not the same log'
  while read -r at more; do [ "$at" -lt "$size" ] || fail proof/stamped.txt "entry $at was not in the log when it was stamped"; done < proof/inclusion.txt
  if [ -z "$AUTHORITY" ]; then
    AUTHORITY=$work/authority.pem; echo "note: AUTHORITY names no certificate; the stamp's own is taken"
    openssl ts -reply -in proof/stamp.tsr -token_out 2> /dev/null | openssl pkcs7 -inform DER -print_certs > "$AUTHORITY" 2> /dev/null
  fi
  openssl ts -verify -data "$work/text" -in proof/stamp.tsr -CAfile "$AUTHORITY" -partial_chain -no_check_time > /dev/null 2>&1 \
    || fail proof/stamp.tsr 'the stamp does not verify'
  echo "log of $size entries stamped $(openssl ts -reply -in proof/stamp.tsr -text 2> /dev/null | sed -n 's/^Time stamp: //p')"
fi

[ $bad = 0 ] && echo "OK: $(wc -l < data/events.jsonl) events, every file as it was sealed"
exit $bad
