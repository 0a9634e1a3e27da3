import { ApiProperty } from '@nestjs/swagger';
import { OBLIGATION_STATUSES, type ObligationStatus, PERSON_ID, SELLER_ID, TOPICS } from '../../../libs/domain';
import { CURSOR, Flag, Instant, KnownMarket, LIMIT, OneOf, Position, Text, Uuid, Whole } from '../edge/shape';

const OPTIONAL = { optional: true } as const;
const SELLER = { max: 64, pattern: SELLER_ID, optional: true } as const;
const REASON = {
  max: 500,
  optional: true,
  about: 'Why admin or compliance reads this: required of them and recorded (R1.3).',
} as const;

export class InboxQuery {
  @Flag({ optional: true, about: 'Only with an open obligation.' }) needsReply?: boolean;
  @Flag(OPTIONAL) overdue?: boolean;
  @Instant({ optional: true, about: 'Only what is due before.' }) dueBefore?: string;
  @Flag({ optional: true, about: 'Only what waits for the other side.' }) waiting?: boolean;
  @Flag({ optional: true, about: 'Closed ones, or only open ones.' }) closed?: boolean;
  @Flag(OPTIONAL) unread?: boolean;
  @OneOf(TOPICS, OPTIONAL) topic?: string;
  @KnownMarket(OPTIONAL) market?: string;
  @Text({ max: 100, optional: true }) order?: string;
  @Text({ max: 128, pattern: PERSON_ID, optional: true }) assignee?: string;
  @Text(SELLER) seller?: string;
  @OneOf(['due', 'latest'], OPTIONAL) sort?: 'due' | 'latest';
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class ConversationQuery {
  @Text(REASON) reason?: string;
}

export class ExplanationQuery {
  @Text({ ...REASON, about: 'Why admin or compliance asks, where it is more than the deadline: recorded (R1.3).' })
  reason?: string;
}

export class MessagesQuery {
  @Text(REASON) reason?: string;
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class SearchQuery {
  @Text({ max: 200, about: 'Words to find.' }) q: string;
  @Text({ max: 35, pattern: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, optional: true }) language?: string;
  @KnownMarket(OPTIONAL) market?: string;
  @Text({ ...REASON, about: 'Why admin or compliance searches: recorded with each conversation found (R1.3).' }) reason?: string;
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class ChangesQuery {
  @Position({ optional: true, about: 'Only what came after this position; without it, from the beginning.' }) after?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class StreamQuery {
  @Position({ optional: true, about: 'Where to begin; Last-Event-ID outranks it; without both, now.' }) after?: string;
}

export class ClockQuery {
  @Text(SELLER) seller?: string;
  @OneOf(OBLIGATION_STATUSES, OPTIONAL) state?: ObligationStatus;
  @Flag({ optional: true, about: 'Only what an admin excused, or only the others.' }) excused?: boolean;
  @Instant(OPTIONAL) dueBefore?: string;
  @Uuid(OPTIONAL) conversation?: string;
  @KnownMarket(OPTIONAL) market?: string;
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class AuditQuery {
  @Uuid(OPTIONAL) conversation?: string;
  @Text({ max: 128, pattern: PERSON_ID, optional: true }) actor?: string;
  @OneOf(['buyer', 'seller', 'admin', 'compliance', 'system', 'operator'], OPTIONAL) role?: string;
  @Text({ max: 64, pattern: /^[A-Za-z0-9]+$/, optional: true, about: 'Name of an event.' }) type?: string;
  @Text({ max: 100, optional: true, about: 'Where from, as the trail shows it.' }) origin?: string;
  @Position({ optional: true, about: 'Only what has a position beyond this one.' }) after?: string;
  @Position({ optional: true, about: 'Only what has a position before this one.' }) before?: string;
  @Instant(OPTIONAL) from?: string;
  @Instant(OPTIONAL) to?: string;
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class HistoryQuery {
  @Text({ ...REASON, optional: false }) reason: string;
  @Instant({ optional: true, about: 'As it was recorded up to then.' }) asOf?: string;
  @Whole(0, 2_147_483_647, { optional: true, about: 'Up to and with this revision.' }) revision?: number;
}

export class ResponseTimesQuery {
  @Instant({ optional: true, about: 'Default: 90 days before `to`.' }) from?: string;
  @Instant({ optional: true, about: 'Default: now.' }) to?: string;
}

export class CountedAnswer {
  @ApiProperty() seconds: number;
  @ApiProperty({ description: "In the caller's language (Accept-Language).", example: '5 hours 20 minutes' }) text: string;
}

export class CitedCalendar {
  @ApiProperty() market: string;
  @ApiProperty() version: string;
  @ApiProperty({ description: 'Version of the time-zone data.' }) tzdata: string;
}

export class ObligationAnswer {
  @ApiProperty({ format: 'uuid' }) conversation: string;
  @ApiProperty({ format: 'uuid', description: 'The message that opened it.' }) message: string;
  @ApiProperty() market: string;
  @ApiProperty() seller: string;
  @ApiProperty({ enum: ['reply', 'promise', 'unanswered'] }) kind: string;
  @ApiProperty({ enum: OBLIGATION_STATUSES }) state: string;
  @ApiProperty({ format: 'date-time' }) receivedAt: string;
  @ApiProperty({ format: 'date-time' }) dueAt: string;
  @ApiProperty({ format: 'date-time' }) overdueAfter: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt: string | null;
  @ApiProperty({ description: 'An admin excused it: it is not late, whatever its state (R2.14).' }) excused: boolean;
  @ApiProperty({ description: 'Told by history that was brought in: never overdue (R1.4).' }) imported: boolean;
  @ApiProperty({ description: 'What it is counted with (R2.5).' }) calendar: CitedCalendar;
  @ApiProperty({ description: 'Counted time allowed.' }) allowance: CountedAnswer;
  @ApiProperty({ description: 'Counted time so far.' }) counted: CountedAnswer;
  @ApiProperty({ description: 'Counted time left; 0 when used up.' }) remaining: CountedAnswer;
}

/** A part of a list. */
export class Page {
  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page; null on the last.' }) next: string | null;
}

class ClockItem extends ObligationAnswer {
  @ApiProperty() buyer: string;
  @ApiProperty() topic: string;
  @ApiProperty({ type: 'integer', description: 'How often it was escalated (R2.13).' }) level: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The message that answered it.' })
  answeredBy: string | null;
}

export class ClockPage extends Page {
  @ApiProperty({ type: [ClockItem] }) items: ClockItem[];
}
