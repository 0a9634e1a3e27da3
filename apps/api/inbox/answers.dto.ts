/** What the reading routes answer, for the OpenAPI description. */
import { ApiProperty } from '@nestjs/swagger';
import { TOPICS } from '../../../libs/domain';
import { ObligationAnswer, Page } from './reading.dto';

const INSTANT = { format: 'date-time' } as const;
const ID = { format: 'uuid' } as const;
const ABSENT = { required: false } as const;
const DETAIL = {
  type: 'object',
  additionalProperties: true,
  description: 'What the event says, without the texts of buyers and sellers.',
} as const;
const NULLABLE = { type: String, nullable: true } as const;

class LatestMessage {
  @ApiProperty(ID) message: string;
  @ApiProperty() from: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty({
    ...NULLABLE,
    description: 'Its first 140 characters; null for admin and compliance, whose reading is recorded (R1.3).',
  })
  preview: string | null;
}

/** What a row of an inbox and the conversation itself both tell. */
class AboutConversation {
  @ApiProperty(ID) conversation: string;
  @ApiProperty() market: string;
  @ApiProperty() seller: string;
  @ApiProperty() buyer: string;
  @ApiProperty(NULLABLE) order: string | null;
  @ApiProperty({ enum: TOPICS }) topic: string;
  @ApiProperty() subject: string;
  @ApiProperty({ enum: ['open', 'closed'] }) status: string;
  @ApiProperty({ ...NULLABLE, description: 'A buyer is not told.' }) assignee: string | null;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty() imported: boolean;
}

export class InboxItemAnswer extends AboutConversation {
  @ApiProperty({ type: 'integer' }) unread: number;
  @ApiProperty({ type: LatestMessage, nullable: true, description: 'null while all there is is held back.' })
  latest: LatestMessage | null;
  @ApiProperty({ type: ObligationAnswer, nullable: true, description: 'The oldest open obligation (R2.1).' })
  oldestObligation: ObligationAnswer | null;
  @ApiProperty({ type: 'integer' }) openObligations: number;
}

export class InboxPage extends Page {
  @ApiProperty({ type: [InboxItemAnswer] }) items: InboxItemAnswer[];
}

export class InboxCounts {
  @ApiProperty({ type: 'integer' }) all: number;
  @ApiProperty({ type: 'integer' }) needsReply: number;
  @ApiProperty({ type: 'integer' }) overdue: number;
  @ApiProperty({ type: 'integer' }) waiting: number;
  @ApiProperty({ type: 'integer' }) unread: number;
  @ApiProperty({ type: 'integer' }) closed: number;
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
}

export class ConversationAnswer extends AboutConversation {
  @ApiProperty({ ...NULLABLE, ...ID, description: 'The ended conversation this one continues (R2.11).' }) follows: string | null;
  @ApiProperty(INSTANT) openedAt: string;
  @ApiProperty({ type: [Participant] }) participants: Participant[];
  @ApiProperty({ type: [StatusUpdateAnswer], description: 'Each with the facts of its stage.' })
  statusUpdates: StatusUpdateAnswer[];
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
}

export class MessagesPage extends Page {
  @ApiProperty({ type: [MessageAnswer] }) items: MessageAnswer[];
}

class FoundAnswer {
  @ApiProperty(ID) conversation: string;
  @ApiProperty(ID) message: string;
  @ApiProperty() market: string;
  @ApiProperty() seller: string;
  @ApiProperty() buyer: string;
  @ApiProperty() from: string;
  @ApiProperty() author: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty({ description: 'The words found stand between « and ».' }) excerpt: string;
}

export class FoundPage extends Page {
  @ApiProperty({ type: [FoundAnswer] }) items: FoundAnswer[];
}

class TrailEntry {
  @ApiProperty() position: string;
  @ApiProperty() stream: string;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty(ID) event: string;
  @ApiProperty() type: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty() actor: string;
  @ApiProperty() role: string;
  @ApiProperty() origin: string;
  @ApiProperty() command: string;
  @ApiProperty({ ...NULLABLE, ...ID }) conversation: string | null;
  @ApiProperty(NULLABLE) market: string | null;
  @ApiProperty(NULLABLE) seller: string | null;
  @ApiProperty(NULLABLE) buyer: string | null;
  @ApiProperty(DETAIL) detail: object;
}

export class TrailPage extends Page {
  @ApiProperty({ type: [TrailEntry] }) items: TrailEntry[];
}

export class ChangeAnswer {
  @ApiProperty() position: string;
  @ApiProperty({ ...NULLABLE, ...ID }) conversation: string | null;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty() type: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty() by: string;
  @ApiProperty() role: string;
  @ApiProperty(DETAIL) detail: object;
}

export class ChangesPage {
  @ApiProperty({ type: [ChangeAnswer], description: 'In commit order; `position` of the last is the next `after`.' })
  items: ChangeAnswer[];
}

class HistoryEntry {
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty() position: string;
  @ApiProperty(ID) id: string;
  @ApiProperty() type: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) data: object;
  @ApiProperty() actor: string;
  @ApiProperty() role: string;
  @ApiProperty() origin: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty() commandId: string;
  @ApiProperty(INSTANT) created: string;
}

export class HistoryAnswer {
  @ApiProperty(ID) conversation: string;
  @ApiProperty({ ...ABSENT, ...INSTANT }) asOf?: string;
  @ApiProperty({ type: 'integer', description: 'Of the last event shown; -1 for none.' }) revision: number;
  @ApiProperty({ type: [HistoryEntry] }) events: HistoryEntry[];
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What these events fold to.' }) state: object;
}
