#!/bin/sh
# `npm run soak -- --minutes N`: a day of a marketplace that goes on for N minutes (10), while everything is killed again and again.
set -e
MINUTES=10
while [ $# -gt 0 ]; do
  case "$1" in
    --minutes) MINUTES="$2"; shift 2 ;;
    --minutes=*) MINUTES="${1#*=}"; shift ;;
    *) echo "soak: $1 is not known; --minutes N" >&2; exit 2 ;;
  esac
done
SOAK_MINUTES="$MINUTES" exec jest test/faults/soak.spec.ts
