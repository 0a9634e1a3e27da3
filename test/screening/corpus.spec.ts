/** R5.1 The messages by which screening is measured say what they claim to say, in every language. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LANGUAGES = ['de', 'en', 'pl', 'cs', 'sk', 'fr', 'it', 'es', 'nl', 'ro', 'hu'];
const PARTS = ['corpus', 'held-back'];

/** Which kind of broken rule each class of finding is. */
const KIND_OF_CLASS: Readonly<Record<string, string>> = {
  plain: 'external-contact',
  spelled: 'external-contact',
  obfuscated: 'external-contact',
  asked: 'external-contact',
  hinted: 'external-contact',
  deal: 'off-platform-deal',
  marketing: 'marketing',
  abusive: 'abusive-language',
};

interface Line {
  text: string;
  role: string;
  language: string;
  before?: string[];
  asked?: string;
  expect: { kind: string; class: string; quote: string }[];
}

/** Of `de.jsonl`, and of `de-2.jsonl`, written later and apart. */
const linesOf = (part: string, language: string): Line[] =>
  readdirSync(join(__dirname, part))
    .filter((name) => name.split(/[-.]/)[0] === language)
    .flatMap((name) =>
      readFileSync(join(__dirname, part, name), 'utf8')
        .trimEnd()
        .split('\n'),
    )
    .map((line) => JSON.parse(line));

const said = (value: unknown) => typeof value === 'string' && value.trim() !== '';

/** What is wrong with a line, in words; nothing when it is well-formed. */
function faults(line: Line, language: string): string[] {
  const found: string[] = [];
  const unknown = Object.keys(line).filter((key) => !['text', 'role', 'language', 'before', 'asked', 'expect'].includes(key));
  if (unknown.length > 0) found.push(`has unknown fields ${unknown}`);
  if (!said(line.text)) found.push('has no text');
  if (!['seller', 'buyer'].includes(line.role)) found.push(`has the role ${line.role}`);
  if (line.language !== language) found.push(`has the language ${line.language}`);
  if (line.before !== undefined && !(line.before.length > 0 && line.before.every(said)))
    found.push('has an empty text before it');
  if (line.asked !== undefined && !said(line.asked)) found.push('replies to an empty text');
  for (const { kind, class: ofClass, quote } of line.expect) {
    if (!said(quote) || quote !== quote.trim()) found.push(`quotes nothing, or blanks around: "${quote}"`);
    if (line.text.split(quote).length !== 2) found.push(`does not hold its quote exactly once: "${quote}"`);
    if (KIND_OF_CLASS[ofClass] !== kind) found.push(`has class ${ofClass} with kind ${kind}`);
  }
  const places = line.expect.map(({ quote }) => line.text.indexOf(quote));
  if (places.some((at, i) => i > 0 && at < places[i - 1]! + line.expect[i - 1]!.quote.length))
    found.push('has findings out of order');
  return found.map((fault) => `${fault}: ${line.text}`);
}

describe.each(LANGUAGES)('the corpus in %s', (language) => {
  const parts = PARTS.map((part) => linesOf(part, language));
  const all = parts.flat();

  it('has only well-formed lines, whose quotes stand in their texts', () => {
    expect(all.flatMap((line) => faults(line, language))).toEqual([]);
  });

  it('has at least 60 lines, of buyers and sellers, with every class in both parts', () => {
    expect(all.length).toBeGreaterThanOrEqual(60);
    for (const part of parts) {
      expect(new Set(part.map(({ role }) => role))).toEqual(new Set(['buyer', 'seller']));
      const classes = part.flatMap((line) => line.expect.map((finding) => finding.class));
      expect(new Set(classes)).toEqual(new Set(Object.keys(KIND_OF_CLASS)));
    }
  });

  it.each(PARTS)('is clean in 40 to 60 of a hundred lines of %s', (part) => {
    const lines = linesOf(part, language);
    const clean = lines.filter(({ expect: findings }) => findings.length === 0).length / lines.length;
    expect(clean).toBeGreaterThanOrEqual(0.4);
    expect(clean).toBeLessThanOrEqual(0.6);
  });
});

describe('a line that is not well-formed is seen', () => {
  const finding = { kind: 'external-contact', class: 'plain', quote: 'a@b.de' };
  const line: Line = { text: 'Mail a@b.de', role: 'buyer', language: 'de', expect: [finding] };

  it('in none that is', () => expect(faults(line, 'de')).toEqual([]));

  it.each([
    ['a quote that is not in the text', { text: 'Mail b@a.de' }],
    ['a quote that is there twice', { text: 'a@b.de a@b.de' }],
    ['a quote with blanks around', { expect: [{ ...finding, quote: ' a@b.de' }] }],
    ['a class of another kind', { expect: [{ ...finding, class: 'deal' }] }],
    ['the same place found twice', { expect: [finding, { ...finding, quote: '@b.de' }] }],
    ['no such role', { role: 'admin' }],
    ['another language', { language: 'nl' }],
    ['an empty text before it', { before: [''] }],
    ['an empty text asked', { asked: ' ' }],
    ['an unknown field', { asks: 'Mail?' }],
  ])('%s', (_, broken) => expect(faults({ ...line, ...broken }, 'de')).not.toEqual([]));
});

it('leaves no file of either part unread', () => {
  const names = PARTS.flatMap((part) => readdirSync(join(__dirname, part)));
  expect(names.filter((name) => !LANGUAGES.some((language) => new RegExp(`^${language}(-\\d+)?\\.jsonl$`).test(name)))).toEqual(
    [],
  );
});

it('says no line twice, in whatever language or part', () => {
  const texts = PARTS.flatMap((part) => LANGUAGES.flatMap((language) => linesOf(part, language)));
  const keys = texts.map(({ text }) => text.toLowerCase().replace(/\s+/g, ' ').trim());
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});
