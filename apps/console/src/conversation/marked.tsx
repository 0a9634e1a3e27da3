import { useLegible } from '../shared/legible';

/** A text with places marked in it. */
export function Marked({ text, places }: { text: string; places: readonly { readonly from: number; readonly to: number }[] }) {
  const legible = useLegible();
  const parts = [];
  let at = 0;
  for (const { from, to } of [...places].sort((one, other) => one.from - other.from)) {
    if (from < at) continue;
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return [...parts, at === 0 ? legible(text) : text.slice(at)];
}
