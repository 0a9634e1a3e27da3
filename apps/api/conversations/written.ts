import type { FastifyReply } from 'fastify';
import { type ConversationEvent, foundIn } from '../../../libs/domain';
import type { Handled } from '../../../libs/event-store';
import { tellPosition } from '../edge/positions';
import type { Written } from './conversations.dto';

/** The answer to a write, made of nothing but its events: a repetition has the same, after a restart too. */
export function written(reply: FastifyReply, conversation: string, handled: Handled<ConversationEvent>): Written {
  tellPosition(reply, handled.position);
  const { events, revision } = handled;
  const answer: Written = { conversation, revision, events: events.map(({ type }) => type) };
  for (const { type, data } of events as readonly ConversationEvent[]) {
    answer.at ??= data.at;
    const found = foundIn(data);
    if (found.length > 0) answer.findings = [...(answer.findings ?? []), ...found];
    if (type === 'MessageSent') answer.message = data.message;
    else if (type === 'MessageHeld') {
      answer.message = data.message;
      answer.held = data.reason;
    } else if (type === 'StatusUpdated') answer.update = data.update;
    else if (type === 'NoteAdded') answer.note = data.note;
    else if (type === 'ViolationRecorded' && data.source === 'report') answer.violation = data.violation;
    else if (type === 'ReplyObligationAnswered') answer.answered = [...(answer.answered ?? []), data.message];
    else if (type === 'ReplyObligationOpened' || type === 'NoReplyNeededContested')
      answer.obligation = { message: data.message, dueAt: data.dueAt, overdueAfter: data.overdueAfter };
  }
  return answer;
}
