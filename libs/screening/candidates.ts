import { type Account, ibansOf, walletsOf } from './accounts';
import { type Address, addressesOf, handleAt } from './addresses';
import { claimsOf } from './claims';
import { CONTEXTS, INTENTS, NEARBY } from './language-pack';
import type { Hit } from './pattern-index';
import { phoneIn, type Surroundings } from './phones';
import type { Group, Reading } from './reading';
import type { Kind } from './rule-set';
import { lengthOf, type Run, runsOf } from './runs';
import type { Finding, ScreenedMessage } from './screen';
import { joinedLetters, spelledAddresses, within } from './spelled-addresses';
import { splitNumber } from './split-numbers';
import { tokensOf } from './tokens';
import { normalise, originalSpan, type View } from './view';

const NEAR_BEFORE = 45;
const NEAR_AFTER = 25;
const NUMBER_CONTEXT = 20;
const LONGEST_SENTENCE = 220;
const FEWEST_DIGITS = 7;
const LONGEST_ASKED = 2_000;
const HANDLE = 0.85;
const SPACED_MESSENGER = 0.7;
const KIND_OF_INTENT: Record<(typeof INTENTS)[number], Kind> = {
  ask: 'external-contact',
  hint: 'external-contact',
  deal: 'off-platform-deal',
  marketing: 'marketing',
  abuse: 'abusive-language',
};
const NUMBER_CONTEXTS = ['orderNumber', 'price', 'size', 'date', 'address'];
const isIntent = (group: Group): group is (typeof INTENTS)[number] => (INTENTS as readonly string[]).includes(group);
const isContext = (group: Group): group is (typeof CONTEXTS)[number] => (CONTEXTS as readonly string[]).includes(group);
const isNearby = (group: Group): boolean => (NEARBY as readonly string[]).includes(group);

/** A finding in the view, before it is weighed against the others. */
type Candidate = Finding;

/** Everything that a window of a message could break a rule with. */
export function candidatesIn(message: ScreenedMessage, from: number, to: number, reading: Reading): Finding[] {
  const view = normalise(message.text, from, to);
  const { text } = view;
  const tokens = tokensOf(text);
  const hits = reading.patterns.find(text);
  const candidates: Candidate[] = [];
  const add = (found: Account | Address, kind: Kind, score = found.score, why = found.why): void =>
    void candidates.push({ kind, rule: found.rule, from: found.from, to: found.to, score, why });

  for (const hit of hits) if (isIntent(hit.entry.group)) candidates.push(weighed(hit, hits, text, reading));
  for (const iban of ibansOf(text)) add(iban, 'off-platform-deal');

  const near = (start: number, end: number): string | undefined => {
    const hit = hits.find((each) => isNearby(each.entry.group) && isBeside(each, start, end, NEAR_BEFORE, NEAR_AFTER));
    return hit && text.slice(hit.from, hit.to);
  };
  const addresses = [
    ...addressesOf(view, message.text, reading.hosts),
    ...spelledAddresses(view, tokens, reading.signs, message.text, reading.hosts),
    ...spaced(view, tokens, reading, message.text),
    ...handles(hits, text),
  ];
  for (const address of addresses) {
    const word = address.rule === 'contact.handle' && address.score < HANDLE ? near(address.from, address.to) : undefined;
    const lowered = address.rule === 'contact.handle' ? lowering(address, hits, text, reading.rules.lowers.handle) : undefined;
    const raised = address.score + (word === undefined ? 0 : reading.rules.weights.near);
    const why = [address.why, word && `beside "${word}"`, lowered?.why].filter(Boolean).join(', ');
    add(address, 'external-contact', raised - (lowered?.by ?? 0), why);
  }

  const numbers = runsOf(text, tokens, reading.numbers);
  if (numbers.some((run) => lengthOf(run) >= FEWEST_DIGITS || (message.before && message.before.length > 0))) {
    const around: Surroundings = {
      languages: reading.languages,
      claims: claimsOf(text, ownNumbers(message)),
      near,
      numberContext: (start, end) => {
        const hit = hits.find(
          (each) => NUMBER_CONTEXTS.includes(each.entry.group) && isBeside(each, start, end, NUMBER_CONTEXT, 4),
        );
        return hit && text.slice(hit.from, hit.to);
      },
      asked: asksForContact(message.asked, reading),
      weights: reading.rules.weights,
    };
    for (const run of numbers) {
      if (candidates.some((each) => each.score > 0.5 && each.from < run.to && run.from < each.to && !each.rule.includes('.ask')))
        continue;
      const phone = phoneIn(disguised(run, view, message.text) ? { ...run, odd: run.odd + 1 } : run, around);
      if (phone) candidates.push({ kind: 'external-contact', ...phone });
    }
    const split = from === 0 ? splitNumber(message.before ?? [], view, numbers, around, reading) : undefined;
    if (split) candidates.push({ kind: 'external-contact', ...split });
  }

  return [
    ...candidates.map((each) => ({ ...each, score: rounded(each.score), ...originalSpan(view, each.from, each.to) })),
    ...(from === 0 ? walletsOf(message.text).map((wallet) => ({ kind: 'off-platform-deal' as const, ...wallet })) : []),
  ];
}

/** Whether the digits of a run were other signs before they were normalised. */
function disguised(run: Run, view: View, original: string): boolean {
  if (run.parts.some(({ as }) => as !== 'digits')) return false;
  const span = originalSpan(view, run.from, run.to);
  return span.to - span.from > run.to - run.from || /[^ -~\s–]/.test(original.slice(span.from, span.to));
}

/** What a pattern found, lowered by what its sentence says. */
function weighed(hit: Hit<Group>, hits: readonly Hit<Group>[], text: string, reading: Reading): Candidate {
  const intent = hit.entry.group as (typeof INTENTS)[number];
  const lowered = lowering(hit, hits, text, reading.rules.lowers[intent]);
  const score = hit.entry.score - (lowered?.by ?? 0);
  return {
    kind: KIND_OF_INTENT[intent],
    rule: hit.entry.rule,
    from: hit.from,
    to: hit.to,
    score,
    why: lowered ? `${intent}, ${lowered.why}` : intent,
  };
}

/** By how much the sentence around a place lowers what was found there. */
function lowering(
  place: { from: number; to: number },
  hits: readonly Hit<Group>[],
  text: string,
  lowers: Readonly<Partial<Record<Group, number>>>,
): { by: number; why: string } | undefined {
  const contexts = hits.filter(({ entry }) => isContext(entry.group) && lowers[entry.group] !== undefined);
  if (contexts.length === 0) return undefined;
  const { from, to } = sentenceAround(text, place);
  let most: Hit<Group> | undefined;
  for (const each of contexts)
    if (each.from < to && each.to > from && (lowers[each.entry.group] ?? 0) > (most ? (lowers[most.entry.group] ?? 0) : 0))
      most = each;
  return most && { by: lowers[most.entry.group] as number, why: `but "${text.slice(most.from, most.to)}" (${most.entry.group})` };
}

function sentenceAround(text: string, { from, to }: { from: number; to: number }): { from: number; to: number } {
  let start = from;
  while (start > 0 && from - start < LONGEST_SENTENCE && !isEnd(text, start - 1)) start -= 1;
  let end = to;
  while (end < text.length && end - to < LONGEST_SENTENCE && !isEnd(text, end)) end += 1;
  return { from: start, to: end };
}

function isEnd(text: string, at: number): boolean {
  const sign = text[at];
  return (sign === '.' || sign === '!' || sign === '?') && (at + 1 === text.length || text[at + 1] === ' ');
}

function isBeside(hit: Hit<Group>, from: number, to: number, before: number, after: number): boolean {
  return hit.from < to + after && hit.to > from - before;
}

/** Names that stand behind a messenger's. */
function handles(hits: readonly Hit<Group>[], text: string): Address[] {
  return hits.flatMap((hit) => {
    if (hit.entry.group !== 'messenger') return [];
    const handle = handleAt(text, hit.to);
    if (!handle?.sure) return [];
    const why = `a name behind "${text.slice(hit.from, hit.to)}"`;
    return [{ rule: 'contact.handle' as const, from: handle.from, to: handle.to, score: HANDLE, why }];
  });
}

/** What single letters with blanks between say. */
function spaced(view: View, tokens: ReturnType<typeof tokensOf>, reading: Reading, original: string): Address[] {
  const joined = joinedLetters(view, tokens);
  if (!joined) return [];
  const messengers = reading.patterns
    .find(joined.text)
    .filter(({ entry }) => entry.group === 'messenger')
    .map(
      ({ from, to }): Address => ({
        rule: 'contact.handle',
        from,
        to,
        score: SPACED_MESSENGER,
        why: 'a messenger, letter by letter',
      }),
    );
  return [...addressesOf(joined, original, reading.hosts), ...messengers].flatMap((each) => {
    const span = within(view, joined, each.from, each.to);
    return span.to - span.from > each.to - each.from ? [{ ...each, ...span, why: `${each.why}, letter by letter` }] : [];
  });
}

function ownNumbers({ order }: ScreenedMessage): string[] {
  return [...(order?.numbers ?? []), ...(order?.address ?? '').split(/[\n,;]/)];
}

function asksForContact(asked: string | undefined, reading: Reading): boolean {
  if (!asked) return false;
  const hits = reading.patterns.find(normalise(asked.slice(0, LONGEST_ASKED)).text);
  return hits.some(
    ({ entry }) =>
      entry.group === 'ask' || entry.group === 'phoneNoun' || entry.group === 'mailNoun' || entry.group === 'messenger',
  );
}

function rounded(score: number): number {
  return Math.round(Math.max(0, Math.min(0.99, score)) * 100) / 100;
}
