import { candidatesIn } from './candidates';
import { readings } from './reading';
import { ACTIONS, type Action, KINDS, type Kind, type RuleSet, thresholdsOf, type Writer } from './rule-set';
import { windowsOf } from './view';

const SURE = 0.65;
const LEADS_TO = 60;
const BESIDE = 3;
/** A deal that is found by many words is a guess below. */
const GUESS = 0.75;
/** How far apart what is found of a kind is one thing. */
const ONE_THING: Record<Kind, number> = {
  'external-contact': 80,
  'off-platform-deal': 80,
  marketing: 80,
  'abusive-language': 20,
};

/** A message, and what stands around it. */
export interface ScreenedMessage {
  text: string;
  role: Writer;
  /** of the thread; one that is not known is screened by every pack */
  language: string;
  /** earlier texts of the same sender, the latest last */
  before?: readonly string[] | undefined;
  /** the other party's text that it replies to */
  asked?: string | undefined;
  order?: { numbers?: readonly string[]; address?: string | undefined; state?: string | undefined } | undefined;
}

/** What was found, where in the text as it came (UTF-16), how surely, and why. */
export interface Finding {
  kind: Kind;
  rule: string;
  from: number;
  to: number;
  score: number;
  why: string;
}

/** What is to be done with a message, by what was found in it. */
export interface Screening {
  action: Action;
  findings: Finding[];
}

/** Screens a message: the same for the same input, in time linear in its length, whatever the text. */
export function screen(message: ScreenedMessage, rules: RuleSet): Screening {
  const reading = readings(rules, message.language);
  const found: Finding[] = [];
  for (const [from, to] of windowsOf(message.text.length))
    for (const candidate of candidatesIn(message, from, to, reading)) found.push(candidate);
  const findings: Finding[] = [];
  let action: Action = 'pass';
  for (const finding of found.length > 1 ? together(withoutMeans(withoutGuesses(surest(found)))) : found) {
    const taken = actionOf(finding, message, rules);
    if (taken === 'pass') continue;
    findings.push(finding);
    if (ACTIONS.indexOf(taken) > ACTIONS.indexOf(action)) action = taken;
  }
  return { action, findings };
}

/** What is done for a finding, by kind, role and state of the order: the hardest action whose threshold its score reaches. */
export function actionOf(
  { kind, score }: Pick<Finding, 'kind' | 'score'>,
  { role, order }: Pick<ScreenedMessage, 'role' | 'order'>,
  rules: RuleSet,
): Action {
  const thresholds = thresholdsOf(rules, kind, role, order?.state);
  return ACTIONS.findLast((action) => score >= (thresholds[action] ?? Number.POSITIVE_INFINITY)) ?? 'pass';
}

/** Of findings of one kind that overlap the surest, in the order of the text. */
function surest(found: Finding[]): Finding[] {
  const kept: Finding[] = [];
  const last = new Map<Kind, number>();
  for (const finding of found.sort((one, other) => one.from - other.from || other.score - one.score)) {
    const before = last.get(finding.kind);
    const rival = before === undefined ? undefined : kept[before];
    if (before === undefined || !rival || rival.to <= finding.from) last.set(finding.kind, kept.push(finding) - 1);
    else kept[before] = ofTwo(rival, finding);
  }
  return kept.sort((one, other) => one.from - other.from);
}

/** The surer of two that overlap; who asks for a contact and hints at one in the same words is found as far as both go. */
function ofTwo(one: Finding, other: Finding): Finding {
  const surer = other.score > one.score ? other : one;
  const asksAndHints = [one, other].some(isHint) && [one, other].some(isAsk);
  return asksAndHints ? { ...surer, from: one.from, to: Math.max(one.to, other.to) } : surer;
}

/** "Can it be done without this site? Your number?" asks for a contact: many words that could be a deal's are none beside. */
function withoutGuesses(found: Finding[]): Finding[] {
  const isGuess = ({ rule, score }: Finding) => score < GUESS && rule.endsWith('.deal-weighed');
  if (!found.some(isGuess)) return found;
  const contacts = found.filter(({ kind }) => kind === 'external-contact');
  let next = 0;
  return found.filter((finding) => {
    if (!isGuess(finding)) return true;
    while (next < contacts.length && (contacts[next] as Finding).to + BESIDE <= finding.from) next += 1;
    return (contacts[next]?.from ?? Number.POSITIVE_INFINITY) >= finding.to + BESIDE;
  });
}

/**
 * "Let us arrange it privately, without the fees" is the deal, "a code for your next purchase in our shop" the code: how it is
 * done, or where, beside what is done is no finding of its own.
 */
function withoutMeans(found: Finding[]): Finding[] {
  const ends = new Map(KINDS.map((kind) => [kind, { all: found.filter((each) => each.kind === kind), next: 0 }]));
  return found.filter((finding) => {
    const kind = endOf(finding);
    const end = kind && ends.get(kind);
    if (!end) return true;
    while (end.next < end.all.length && (end.all[end.next] as Finding).to + BESIDE <= finding.from) end.next += 1;
    const beside = end.all[end.next];
    return !beside || beside.from >= finding.to + BESIDE;
  });
}

/** What a finding is a means to, if anything. */
function endOf(finding: Finding): Kind | undefined {
  if (finding.kind === 'external-contact' && !isData(finding)) return 'off-platform-deal';
  return finding.rule.endsWith('.deal-shop') ? 'marketing' : undefined;
}

/**
 * Sentences that say one thing are one finding; those that lead to contact data are that data's. Findings of one kind follow
 * each other without overlapping, so the data near one are not before those near the one before.
 */
function together(found: Finding[]): Finding[] {
  const kept: Finding[] = [];
  const last = new Map<Kind, number>();
  const data = new Map<Kind, { all: Finding[]; next: number }>();
  for (const kind of KINDS)
    data.set(kind, { all: found.filter((each) => each.kind === kind && isData(each) && each.score >= SURE), next: 0 });
  for (const finding of found) {
    const near = data.get(finding.kind) as { all: Finding[]; next: number };
    if (isData(finding)) {
      kept.push(finding);
      continue;
    }
    while (near.next < near.all.length && (near.all[near.next] as Finding).to + LEADS_TO < finding.from) near.next += 1;
    const datum = near.all[near.next];
    if (datum && gap(datum, finding) <= LEADS_TO) continue;
    const index = last.get(finding.kind);
    const before = index === undefined ? undefined : kept[index];
    if (index === undefined || !before || gap(before, finding) > ONE_THING[finding.kind])
      last.set(finding.kind, kept.push(finding) - 1);
    else
      kept[index] = {
        ...(finding.score > before.score ? finding : before),
        from: before.from,
        to: Math.max(before.to, finding.to),
      };
  }
  return kept;
}

function isData({ rule }: Finding): boolean {
  return rule.startsWith('contact.') || rule.startsWith('deal.');
}

const isHint = ({ rule }: Finding): boolean => rule.endsWith('.hint-weighed');
const isAsk = ({ rule }: Finding): boolean => rule.includes('.ask-');

function gap(one: Finding, other: Finding): number {
  return Math.max(other.from - one.to, one.from - other.to);
}
