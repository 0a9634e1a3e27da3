import { CountReview, idOfStream } from '../../libs/domain';
import type { StoredEvent } from '../../libs/event-store';
import type { Given, Reaction, ReactiveCommand } from './reaction';

type Decided = Pick<StoredEvent, 'stream'> & {
  readonly data: { readonly violation: string; readonly found?: { readonly rule: string; readonly language: string } };
};

/** R5.2: what reviewers decide on findings of screening says how often its rules are right. */
export const precisionReaction: Reaction = {
  name: 'precision',
  on: {
    ViolationConfirmed: (event, given) => counted(event, given, true),
    ViolationDismissed: (event, given) => counted(event, given, false),
  },
};

function counted({ stream, data }: Decided, { stamp }: Given, confirmed: boolean): readonly ReactiveCommand[] {
  const { violation, found } = data;
  // Of what no rule found there is nothing to count.
  if (!found) return [];
  const conversation = idOfStream(stream);
  return [new CountReview(found.rule, stamp(0), { language: found.language, conversation, violation, confirmed })];
}
