/** What of a conversation's events a side is never told of the other, or of the platform (R1.3, R5.3). */
import type { ConversationEventType } from './conversation';

/** By side, whatever is in them. */
export const HIDDEN_FROM: Readonly<Record<'buyer' | 'seller', readonly ConversationEventType[]>> = {
  buyer: [
    'NoteAdded',
    'ConversationAssigned',
    'ConversationRead',
    'ViolationRecorded',
    'ViolationVoided',
    'ViolationConfirmed',
    'ViolationDismissed',
    'ReviewClaimed',
    'MessageReviewed',
    'HistoryAccessed',
    'StatusUpdateMissing',
    'StatusUpdateSettled',
    'MessageHeld',
    'MessageRejected',
    'ReviewRequested',
    'ReplyObligationReminded',
    'ReplyObligationEscalated',
  ],
  // What was dismissed may have been a report, which is its author's and the platform's.
  seller: ['ConversationRead', 'HistoryAccessed', 'ViolationDismissed', 'ReviewClaimed', 'MessageReviewed'],
};
