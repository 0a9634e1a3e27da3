/** An excerpt of a text that was searched: the words found stand between « and ». */
export function Excerpt({ text }: { text: string }) {
  return text.split(/(«[^»]*»)/).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
    part.startsWith('«') ? <mark key={index}>{part.slice(1, -1)}</mark> : part,
  );
}
