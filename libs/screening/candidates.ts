import { type Account, ibansOf, walletsOf } from './accounts';
import { type Address, addressesOf, handleAt } from './addresses';
import { Around } from './around';
import type { ConceptHit } from './concepts';
import { INTENTS } from './language-pack';
import { nationalAccountsOf } from './national-accounts';
import type { Hit } from './pattern-index';
import { phoneIn } from './phones';
import type { Group, Reading } from './reading';
import type { Kind } from './rule-set';
import { lengthOf, type Run, runsOf } from './runs';
import type { Finding, ScreenedMessage } from './screen';
import { joinedLetters, spelledAddresses, within } from './spelled-addresses';
import { splitNumber } from './split-numbers';
import { tokensOf } from './tokens';
import { hasRun, normalise, originalSpan, type View } from './view';

const FEWEST_DIGITS = 7;
/** From which score on many words are a finding where a pattern tells a refusal, a warning or a report. */
const SURE_DESPITE = 0.72;
/** Findings below come to nothing. */
const LEAST = 0.4;
/** A UUID, a digest of usual length, or a wallet, which is found where it is written. */
const IDENTIFIERS =
  /(?<![\p{L}\p{N}])(?:0x[\da-f]{40}|[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}|(?=\d*[a-f])(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64}|[\da-f]{128}))(?![\p{L}\p{N}])/gu;
/** So many hexadecimal digits stand together in every one of them: a text without is not looked through sign by sign. */
const IN_IDENTIFIERS = 8;
const isHexadecimal = (code: number): boolean => (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66);
const KIND_OF_INTENT: Record<(typeof INTENTS)[number], Kind> = {
  ask: 'external-contact',
  hint: 'external-contact',
  deal: 'off-platform-deal',
  marketing: 'marketing',
  abuse: 'abusive-language',
};
const isIntent = (group: Group): group is (typeof INTENTS)[number] => (INTENTS as readonly string[]).includes(group);

/** A finding in the view, before it is weighed against the others. */
type Candidate = Finding;

/** Everything that a window of a message could break a rule with. */
export function candidatesIn(message: ScreenedMessage, from: number, to: number, reading: Reading): Finding[] {
  const view = normalise(message.text, from, to);
  const text = withoutIdentifiers(view.text);
  const { scores, lowers, weights } = reading.rules;
  const tokens = tokensOf(text);
  const around = new Around(text, message, reading);
  const hits = reading.intents.find(text);
  let candidates: Candidate[] = [];
  const add = (found: Account | Address, kind: Kind, score = found.score, why = found.why): void =>
    void candidates.push({ kind, rule: found.rule, from: found.from, to: found.to, score, why });

  for (const hit of hits) if (isIntent(hit.entry.group)) candidates.push(weighed(hit, hit.entry.group, around, reading));
  const doubted = new Map<Kind, ConceptHit[]>();
  for (const found of reading.concepts.find(text, tokens, message.role)) {
    const { rule, language, from, to, weighed: families } = found;
    const hit = { entry: { rule: `${language}.${rule.rule}`, score: rule.score }, from, to };
    const kind = KIND_OF_INTENT[rule.intent];
    if (found.doubts) doubted.get(kind)?.push(found) ?? doubted.set(kind, [found]);
    else if (families === undefined) candidates.push(weighed(hit, rule.intent, around, reading, rule.despite));
    else if (!candidates.some((each) => isOfIntent(each, rule.intent) && each.score >= LEAST && overlap(each, hit)))
      candidates.push(asWeighed(hit, rule.intent, families, around, reading));
  }
  if (doubted.size > 0) candidates = candidates.filter((each) => !isWithin(each, doubted.get(each.kind) ?? []));
  for (const account of [...ibansOf(text, tokens, scores), ...nationalAccountsOf(text, tokens, scores)])
    add(account, 'off-platform-deal');

  const apart = spaced(view, tokens, reading, message.text);
  for (const { kind, ...insult } of apart.insults) candidates.push({ kind, ...insult });
  const addresses = [
    ...addressesOf(view, message.text, reading.hosts),
    ...spelledAddresses(view, tokens, reading.signs, message.text, reading.hosts),
    ...apart.addresses,
    ...handles(hits, text, scores.handle),
  ];
  for (const address of addresses) {
    const isName = address.rule === 'contact.handle';
    const word = isName && address.score < scores.handle ? around.contact(address) : undefined;
    const lowered = isName ? around.lowering(address, lowers.handle) : undefined;
    const raised = address.score + (word === undefined ? 0 : weights.near);
    const why = [address.why, word && `beside "${word}"`, lowered?.why].filter(Boolean).join(', ');
    add(address, 'external-contact', raised - (lowered?.by ?? 0), why);
  }

  for (const hidden of reading.disguises.find(text, tokens)) candidates.push({ kind: 'external-contact', ...hidden });

  const numbers = runsOf(text, tokens, reading.numbers);
  for (const run of numbers) {
    if (lengthOf(run) < FEWEST_DIGITS) continue;
    if (candidates.some((each) => each.from < run.to && run.from < each.to && each.score > 0.5 && !each.rule.includes('.ask')))
      continue;
    const phone = phoneIn(disguised(run, view, message.text) ? { ...run, odd: run.odd + 1 } : run, around);
    if (phone) candidates.push({ kind: 'external-contact', ...phone });
  }
  const split = from === 0 ? splitNumber(message, view, numbers, around) : undefined;
  if (split) candidates.push({ kind: 'external-contact', ...split });

  return [
    ...candidates.map((each) => ({ ...each, score: rounded(each.score), ...originalSpan(view, each.from, each.to) })),
    ...(from === 0 ? walletsOf(message.text, scores).map((wallet) => ({ kind: 'off-platform-deal' as const, ...wallet })) : []),
  ];
}

/** The text with signs that say nothing where programs name things: in some of what is drawn by lot stands a telephone number. */
function withoutIdentifiers(text: string): string {
  if (!hasRun(text, IN_IDENTIFIERS, isHexadecimal)) return text;
  return text.replace(IDENTIFIERS, (identifier) => '_'.repeat(identifier.length));
}

/** Whether the digits of a run were other signs before they were normalised. */
function disguised(run: Run, view: View, original: string): boolean {
  if (run.parts.some(({ as }) => as !== 'digits')) return false;
  const span = originalSpan(view, run.from, run.to);
  return span.to - span.from > run.to - run.from || /[^ -~\s–]/.test(original.slice(span.from, span.to));
}

/** What was found in a sentence, by which rule. */
interface Found {
  entry: { rule: string; score: number };
  from: number;
  to: number;
}

/** What a pattern found, lowered by what its sentence says. */
function weighed(
  { entry, from, to }: Found,
  intent: (typeof INTENTS)[number],
  around: Around,
  reading: Reading,
  despite: readonly Group[] = [],
): Candidate {
  const how = { asked: intent === 'deal' || intent === 'ask', behind: intent !== 'marketing' };
  const lowered = around.lowering({ from, to }, reading.rules.lowers[intent], { ...how, despite });
  return {
    kind: KIND_OF_INTENT[intent],
    rule: entry.rule,
    from,
    to,
    score: entry.score - (lowered?.by ?? 0),
    why: lowered ? `${intent}, ${lowered.why}` : intent,
  };
}

/** What was found by weighing all that its sentences say: what lowers was weighed too, but for what only patterns know. */
function asWeighed(
  { entry: { rule, score }, from, to }: Found,
  intent: (typeof INTENTS)[number],
  families: readonly string[],
  around: Around,
  { rules }: Reading,
): Candidate {
  const lowered = around.lowering({ from, to }, rules.lowers[intent], { asked: true });
  const why = [`${intent}, by ${families.join(' ')}`, lowered?.why].filter(Boolean).join(', ');
  return { kind: KIND_OF_INTENT[intent], rule, from, to, score: lowered && score < SURE_DESPITE ? 0 : score, why };
}

const isOfIntent = ({ rule }: Candidate, intent: string): boolean => rule.includes(`.${intent}-`);

function overlap(one: Omit<Found, 'entry'>, other: Omit<Found, 'entry'>): boolean {
  return one.from < other.to && other.from < one.to;
}

/** Whether it begins in one of these sentences, which are in the order of the text. */
function isWithin({ from }: Candidate, sentences: readonly ConceptHit[]): boolean {
  let [low, high] = [0, sentences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle] as ConceptHit).to <= from) low = middle + 1;
    else high = middle;
  }
  const sentence = sentences[low];
  return sentence !== undefined && sentence.from <= from;
}

/** Names that stand behind a messenger's. */
function handles(hits: readonly Hit<Group>[], text: string, score: number): Address[] {
  const found: Address[] = [];
  for (const hit of hits) {
    if (hit.entry.group !== 'messenger') continue;
    const handle = handleAt(text, hit.to);
    if (!handle?.sure) continue;
    const why = `a name behind "${text.slice(hit.from, hit.to)}"`;
    found.push({ rule: 'contact.handle', from: handle.from, to: handle.to, score, why });
  }
  return found;
}

/** What single letters with blanks or dots between say. */
function spaced(
  view: View,
  tokens: ReturnType<typeof tokensOf>,
  reading: Reading,
  original: string,
): { addresses: Address[]; insults: Candidate[] } {
  const joined = joinedLetters(view, tokens);
  if (!joined) return { addresses: [], insults: [] };
  const said = plainLetters(joined.text);
  const hits = reading.intents.find(said);
  const apart = <Place extends { from: number; to: number; why: string }>(place: Place): Place[] => {
    const span = within(view, joined, place.from, place.to);
    return span.to - span.from > place.to - place.from ? [{ ...place, ...span, why: `${place.why}, letter by letter` }] : [];
  };
  const messengers = hits
    .filter(({ entry }) => entry.group === 'messenger')
    .map(
      ({ from, to }): Address => ({
        rule: 'contact.handle',
        from,
        to,
        score: reading.rules.scores.messengerSpelled,
        why: 'a messenger',
      }),
    );
  const insults = [
    ...hits.filter(({ entry }) => entry.group === 'abuse').map(({ entry, ...place }) => ({ ...entry, ...place })),
    ...reading.concepts
      .find(said, tokensOf(said))
      .filter(({ rule }) => rule.intent === 'abuse')
      .map(({ rule, language, ...place }) => ({ rule: `${language}.${rule.rule}`, score: rule.score, ...place })),
  ].flatMap(({ rule, score, from, to }) => apart({ kind: KIND_OF_INTENT.abuse, rule, score, from, to, why: 'abuse' }));
  const addresses = [
    ...addressesOf(joined, original, reading.hosts),
    ...spelledAddresses(joined, tokensOf(joined.text), reading.signs, original, reading.hosts),
    ...messengers,
  ];
  return { addresses: addresses.flatMap(apart), insults };
}

/** Letters without their signs, where that leaves each in its place. */
function plainLetters(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '');
  return bare.length === text.length ? bare : text;
}

function rounded(score: number): number {
  return Math.round(Math.max(0, Math.min(0.99, score)) * 100) / 100;
}
