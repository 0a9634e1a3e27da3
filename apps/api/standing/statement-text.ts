/** A statement of reasons (R6.3) for people, in the languages the product writes in. Rules, ids and what people wrote stay as they are. */
import type { Language, Sanction } from '../../../libs/domain';
import { STATEMENT_WORDS } from './statement-words';

/** `2026-01-05 09:00 UTC`. */
const minute = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

/** The statement as lines of text; undefined for a sanction that has none, since it was not imposed. */
export function statementText({ id, step, statement, decision }: Sanction, language: Language): string | undefined {
  if (!statement) return undefined;
  const { rule, rules, points, threshold, jump, violations, found, decided, scope, effectiveAt, endsAt, appealUntil } = statement;
  const say = STATEMENT_WORDS[language];
  const facts = violations.map((one) => {
    const by = `${say.sources[one.source]}${one.rule === undefined ? '' : ` (${one.rule})`}`;
    const where = one.place ? [`${say.characters} ${one.place.from}–${one.place.to}`] : [];
    const message = one.message === undefined ? [] : [`${say.message} ${one.message}`];
    const parts = [minute(one.occurredAt), say.kinds[one.kind], `${say.points}: ${one.points}`, by, ...message, ...where];
    return `- ${[...parts, `${say.conversation} ${one.conversation}`].join('; ')}`;
  });
  const reached = [`${say.threshold}: ${threshold}`, ...(jump ? [`${jump.times} × ${say.kinds[jump.kind]}`] : [])];
  const until = endsAt === undefined ? say.unlimited : `${say.until} ${minute(endsAt)}`;
  const appeal = say.appeal.replace('{until}', minute(appealUntil));
  return [
    `${say.title} ${id}: ${say.steps[step]}`,
    `${say.facts}:`,
    ...facts,
    `${say.points}: ${points} (${reached.join('; ')})`,
    `${say.rule}: ${rule} (${say.version} ${rules})`,
    `${say.scope}: ${say.scopes[scope]}`,
    `${say.duration}: ${say.from} ${minute(effectiveAt)}, ${until}`,
    `${say.found}: ${say.finding[found]}`,
    `${say.decided}: ${say.deciding[decided]}`,
    ...(decision ? [`${say.reason}: ${decision.reason}`] : []),
    ...(decision?.withoutNotice === undefined ? [] : [`${say.exception}: ${decision.withoutNotice}`]),
    `${say.appealing}: ${appeal}`,
  ].join('\n');
}
