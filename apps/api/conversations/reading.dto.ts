/** What can be asked of one conversation, and what is answered. */
import { ApiProperty } from '@nestjs/swagger';
import { MEDIA_TYPES, NO_REPLY_REASONS, STREAMS, TOPICS } from '../../../libs/domain';
import { Page, REASON } from '../edge/page.dto';
import { CURSOR, Instant, LIMIT, OneOf, Text, Whole } from '../edge/shape';
import { OrderDetails } from '../marketplace/marketplace.dto';

const INSTANT = { format: 'date-time' } as const;
const ID = { format: 'uuid' } as const;
const ABSENT = { required: false } as const;
const NULLABLE = { type: String, nullable: true } as const;

export class ConversationQuery {
  @Text(REASON) reason?: string;
}

export class MessagesQuery {
  @Text(REASON) reason?: string;
  @Whole(0, 2_147_483_647, {
    optional: true,
    about: 'Not from the first on: half of the page is what was written up to this revision, the rest what came then.',
  })
  around?: number;
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class TimelineQuery {
  @Text(REASON) reason?: string;
  @OneOf(['oldest', 'newest'], { optional: true, about: 'What comes first; without it, the oldest.' })
  order?: 'oldest' | 'newest';
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class HistoryQuery {
  @Text({ ...REASON, optional: false }) reason: string;
  @Instant({ optional: true, about: 'As it was recorded up to then.' }) asOf?: string;
  @Whole(0, 2_147_483_647, { optional: true, about: 'Up to and with this revision.' }) revision?: number;
  @Text(CURSOR) cursor?: string;
  @Whole(1, 1_000, { optional: true, about: 'Events of a page; fewer where their texts are long.' }) limit?: number;
}

export class FoundByScreening {
  @ApiProperty({ description: 'Which text it is in: body, subject, reason, facts.reason …' }) field: string;
  @ApiProperty({ enum: ['external-contact', 'off-platform-deal', 'marketing', 'abusive-language'] }) kind: string;
  @ApiProperty({ description: 'The rule that found it.', example: 'contact.phone' }) rule: string;
  @ApiProperty({ type: 'integer', description: 'Where it begins in that text, in UTF-16 code units.' }) from: number;
  @ApiProperty({ type: 'integer', description: 'Where it ends.' }) to: number;
  @ApiProperty({ description: 'How sure it is, 0 to 1.' }) score: number;
  @ApiProperty() why: string;
  @ApiProperty({
    enum: ['flag', 'mask', 'hold'],
    description:
      'hold: the message waits for a review, or for another in its place; mask: the other side does not see the words.',
  })
  action: string;
}

const FINDINGS = {
  ...ABSENT,
  type: () => [FoundByScreening],
  description: 'What screening found: for who wrote it and the platform (R5.3).',
};
const MASKED = {
  ...ABSENT,
  description: 'Something that the other side wrote is masked: words of the language of Accept-Language stand in its place.',
} as const;

/** What a row of an inbox and the conversation itself both tell. */
export class AboutConversation {
  @ApiProperty(ID) conversation: string;
  @ApiProperty() market: string;
  @ApiProperty() seller: string;
  @ApiProperty() buyer: string;
  @ApiProperty(NULLABLE) order: string | null;
  @ApiProperty({ enum: TOPICS }) topic: string;
  @ApiProperty({ enum: ['open', 'closed'] }) status: string;
  @ApiProperty({ ...NULLABLE, description: 'A buyer is not told.' }) assignee: string | null;
  @ApiProperty({ enum: ['seller', 'platform'], description: 'The platform in place of a seller that is removed (R6.4).' })
  caredForBy: string;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty() imported: boolean;
}

class Participant {
  @ApiProperty() id: string;
  @ApiProperty() role: string;
}

class StatusUpdateAnswer {
  @ApiProperty(ID) update: string;
  @ApiProperty() stage: string;
  @ApiProperty() by: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty(ABSENT) carrier?: string;
  @ApiProperty(ABSENT) trackingNumber?: string;
  @ApiProperty({ ...ABSENT, format: 'date' }) estimatedDelivery?: string;
  @ApiProperty({ ...ABSENT, description: 'Decimal.' }) amount?: string;
  @ApiProperty({ ...ABSENT, description: 'ISO 4217.' }) currency?: string;
  @ApiProperty({ ...ABSENT, format: 'date' }) newDate?: string;
  @ApiProperty(ABSENT) reason?: string;
  @ApiProperty({ ...ABSENT, type: [String], description: 'Messages it answers.' }) answers?: string[];
  @ApiProperty({ ...ABSENT, enum: [1, 2], description: 'What had to follow it did not, in time or in twice the time (R3.3).' })
  missing?: number;
  @ApiProperty(FINDINGS) findings?: FoundByScreening[];
  @ApiProperty(MASKED) masked?: boolean;
}

class ClosingAnswer {
  @ApiProperty() role: string;
  @ApiProperty() by: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty({ ...NULLABLE, description: 'Both sides see it.' }) reason: string | null;
  @ApiProperty(FINDINGS) findings?: FoundByScreening[];
  @ApiProperty(MASKED) masked?: boolean;
}

class NoReplyNeededAnswer {
  @ApiProperty({ enum: NO_REPLY_REASONS }) reason: string;
  @ApiProperty() by: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty({ ...NULLABLE, ...INSTANT, description: 'Contested by the buyer: an answer is owed again.' })
  contestedAt: string | null;
}

export class ConversationAnswer extends AboutConversation {
  @ApiProperty() subject: string;
  @ApiProperty(FINDINGS) findings?: FoundByScreening[];
  @ApiProperty(MASKED) masked?: boolean;
  @ApiProperty({ ...NULLABLE, ...ID, description: 'The ended conversation this one continues (R2.11).' }) follows: string | null;
  @ApiProperty({ ...NULLABLE, ...ID, description: 'The conversation that continues this one since it ended (R2.11).' })
  continuedBy: string | null;
  @ApiProperty({ type: ClosingAnswer, nullable: true, description: 'null while it is open.' }) closed: ClosingAnswer | null;
  @ApiProperty(INSTANT) openedAt: string;
  @ApiProperty({ type: [Participant] }) participants: Participant[];
  @ApiProperty({ type: [StatusUpdateAnswer], description: 'Each with the facts of its stage.' })
  statusUpdates: StatusUpdateAnswer[];
  @ApiProperty({ description: "ISO 4217, of the conversation's market (R8)." }) currency: string;
  @ApiProperty({
    type: OrderDetails,
    nullable: true,
    description: 'The order as it was told last; null where none of this buyer and this seller was.',
  })
  orderDetails: OrderDetails | null;
}

class RejectedAnswer {
  @ApiProperty() reason: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty({ ...ABSENT, ...ID, description: 'The message sent in its place.' }) replacedBy?: string;
}

class QuestionFound {
  @ApiProperty() text: string;
  @ApiProperty({ type: 'integer', description: 'In the body, in UTF-16 code units.' }) from: number;
  @ApiProperty({ type: 'integer' }) to: number;
}

class AttachmentAnswer {
  @ApiProperty({ description: 'Of the content: GET …/attachments/{sha256} has it.' }) sha256: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: MEDIA_TYPES }) mediaType: string;
  @ApiProperty({ type: 'integer', description: 'Bytes.' }) size: number;
  @ApiProperty({ ...ABSENT, type: 'integer', description: 'Of a picture, in pixels.' }) width?: number;
  @ApiProperty({ ...ABSENT, type: 'integer' }) height?: number;
  @ApiProperty({ description: 'GET …/attachments/{sha256}/thumbnail has a small picture.' }) thumbnail: boolean;
  @ApiProperty({
    enum: ['clean', 'waiting', 'none', 'infected', 'removed'],
    description:
      'waiting: nobody gets it before the scanner answered; none: there is no scanner; infected: it is gone; removed: it is gone with what else its author wrote.',
  })
  scan: string;
  @ApiProperty(FINDINGS) findings?: FoundByScreening[];
  @ApiProperty(MASKED) masked?: boolean;
}

class MessageAnswer {
  @ApiProperty(ID) id: string;
  @ApiProperty({ enum: ['message', 'note'] }) kind: string;
  @ApiProperty() from: string;
  @ApiProperty() author: string;
  @ApiProperty() body: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty({ ...ABSENT, description: 'Held back for review: only its own side and the platform see it.' }) held?: boolean;
  @ApiProperty(ABSENT) language?: string;
  @ApiProperty({ ...ABSENT, type: 'integer', description: 'The last revision its author had seen.' }) seenRevision?: number;
  @ApiProperty({ ...ABSENT, type: [String], description: 'Messages it answers.' }) answers?: string[];
  @ApiProperty({ ...ABSENT, format: 'date' }) promisedBy?: string;
  @ApiProperty(ABSENT) automatic?: boolean;
  @ApiProperty(ABSENT) imported?: boolean;
  @ApiProperty({ ...ABSENT, type: () => [AttachmentAnswer], description: 'Files it names, in its order.' })
  attachments?: AttachmentAnswer[];
  @ApiProperty({ ...ABSENT, ...ID, description: 'The held message it was sent in place of.' }) replaces?: string;
  @ApiProperty({ ...ABSENT, ...INSTANT, description: 'Of a held one: its side asks for a review.' }) reviewRequestedAt?: string;
  @ApiProperty({ ...ABSENT, type: [QuestionFound], description: 'Questions found in what a buyer wrote (R4.1).' })
  questions?: QuestionFound[];
  @ApiProperty(FINDINGS) findings?: FoundByScreening[];
  @ApiProperty(MASKED) masked?: boolean;
  @ApiProperty({ ...ABSENT, type: RejectedAnswer, description: 'Of a held one: it will not be delivered.' })
  rejected?: RejectedAnswer;
  @ApiProperty({ ...ABSENT, enum: ['seller', 'platform'], description: 'Of a note: whose it is.' }) side?: string;
  @ApiProperty({ ...ABSENT, type: NoReplyNeededAnswer, description: 'The seller says that no reply is needed (R2.10).' })
  noReplyNeeded?: NoReplyNeededAnswer;
}

export class MessagesPage extends Page {
  @ApiProperty({ type: [MessageAnswer] }) items: MessageAnswer[];
}

class ReopeningAnswer {
  @ApiProperty() role: string;
  @ApiProperty() by: string;
  @ApiProperty(INSTANT) at: string;
}

class TimelineEntry {
  @ApiProperty({ enum: ['message', 'note', 'status-update', 'closed', 'reopened'] }) kind: string;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty({ ...ABSENT, type: MessageAnswer, description: 'Of a message or a note.' }) message?: MessageAnswer;
  @ApiProperty({ ...ABSENT, type: StatusUpdateAnswer, description: 'Of a status update.' }) update?: StatusUpdateAnswer;
  @ApiProperty({ ...ABSENT, type: ClosingAnswer, description: 'Of an ending.' }) closing?: ClosingAnswer;
  @ApiProperty({ ...ABSENT, type: ReopeningAnswer, description: 'Of one that was taken back by writing on.' })
  reopening?: ReopeningAnswer;
}

export class TimelinePage extends Page {
  @ApiProperty({ type: [TimelineEntry] }) items: TimelineEntry[];
}

class HistoryEntry {
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty() position: string;
  @ApiProperty(ID) id: string;
  @ApiProperty({ enum: Object.keys(STREAMS.conversation.events) }) type: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) data: object;
  @ApiProperty() actor: string;
  @ApiProperty() role: string;
  @ApiProperty() origin: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty() commandId: string;
  @ApiProperty(INSTANT) created: string;
}

export class HistoryAnswer extends Page {
  @ApiProperty(ID) conversation: string;
  @ApiProperty({ ...ABSENT, ...INSTANT }) asOf?: string;
  @ApiProperty({ type: 'integer', description: 'Of the last event shown; -1 for none.' }) revision: number;
  @ApiProperty({ type: [HistoryEntry] }) events: HistoryEntry[];
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What all events up to here fold to.' }) state: object;
}
