const [QUOTE, BACKSLASH, COMMA, OBJECT, END_OF_OBJECT, LIST, END_OF_LIST] = Array.from('"\\,{}[]', (sign) => sign.charCodeAt(0));

/**
 * The name that an object in this text, JSON that could be parsed, has twice, with dots behind the names that lead there; undefined
 * where there is none. Parsing keeps the last of them in silence, and another reader of the same text may keep the first.
 */
export function nameTwice(json: string): string | undefined {
  /** The names in each open object, and the last of them; a list has none. */
  const open: { readonly names?: Set<string>; last?: string }[] = [];
  let isName = false;
  for (let at = 0; at < json.length; at++) {
    const sign = json.charCodeAt(at);
    if (sign === QUOTE) {
      const end = endOfText(json, at);
      if (isName) {
        const inner = open[open.length - 1];
        inner.last = nameOf(json.slice(at, end + 1));
        if (inner.names?.has(inner.last)) return open.flatMap(({ last }) => last ?? []).join('.');
        inner.names?.add(inner.last);
        isName = false;
      }
      at = end;
    } else if (sign === COMMA) isName = open[open.length - 1].names !== undefined;
    else if (sign === OBJECT) {
      open.push({ names: new Set() });
      isName = true;
    } else if (sign === LIST) {
      open.push({});
      isName = false;
    } else if (sign === END_OF_OBJECT || sign === END_OF_LIST) open.pop();
  }
  return undefined;
}

/** Where the text ends that begins at a quote: at the next one with an even number of backslashes before it. */
function endOfText(json: string, begin: number): number {
  for (let end = json.indexOf('"', begin + 1); ; end = json.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (json.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
}

/** One name can be written in many ways. */
const nameOf = (quoted: string): string => (quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1));
