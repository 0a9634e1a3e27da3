import type { Readable } from 'node:stream';

/** A line of a file: its number from 1, its text (undefined: longer than the limit, or not UTF-8), and the bytes up to its end. */
export interface Line {
  readonly number: number;
  readonly text?: string;
  readonly fault?: string;
  readonly end: number;
}

const LINE_FEED = 10;

/** Splits a file into lines in bounded memory: of a line beyond `maxBytes` only that it was too long is kept. Empty lines are passed over. */
export async function* linesOf(file: Readable, maxBytes: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let parts: Buffer[] = [];
  let size = 0;
  let number = 1;
  let end = 0;
  const line = (): Line | undefined => {
    if (size > maxBytes) return { number, fault: `is longer than ${maxBytes} bytes`, end };
    try {
      const text = decoder.decode(Buffer.concat(parts)).trim();
      return text === '' ? undefined : { number, text, end };
    } catch {
      return { number, fault: 'is not UTF-8', end };
    }
  };
  const keep = (part: Buffer) => {
    size += part.length;
    end += part.length;
    if (size <= maxBytes) parts.push(part);
    else parts = [];
  };
  for await (const chunk of file as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      keep(chunk.subarray(from, at));
      end++;
      const whole = line();
      if (whole) yield whole;
      parts = [];
      size = 0;
      number++;
      from = at + 1;
    }
    keep(chunk.subarray(from));
  }
  const rest = line();
  if (rest) yield rest;
}
