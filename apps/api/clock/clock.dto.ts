/** What can be asked of the clock, and what is answered. */
import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { type CountedDay, OBLIGATION_STATUSES, type ObligationStatus } from '../../../libs/domain';
import { Page, REASON } from '../edge/page.dto';
import { CURSOR, Flag, Instant, KnownMarket, LIMIT, OneOf, Seller, Text, Uuid, Whole } from '../edge/shape';

const OPTIONAL = { optional: true } as const;

const INSTANT = { format: 'date-time' } as const;
const COUNT = { type: 'integer' } as const;

export class ClockQuery {
  @Text(REASON) reason?: string;
  @Instant({ optional: true, about: 'As it stood then; admin and compliance give a reason.' }) asOf?: string;
  @Seller(OPTIONAL) seller?: string;
  @OneOf(OBLIGATION_STATUSES, OPTIONAL) state?: ObligationStatus;
  @Flag({ optional: true, about: 'Only what an admin excused, or only the others.' }) excused?: boolean;
  @Instant(OPTIONAL) dueBefore?: string;
  @Uuid(OPTIONAL) conversation?: string;
  @KnownMarket(OPTIONAL) market?: string;
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class ExplanationQuery {
  @Text(REASON) reason?: string;
  @Instant({ optional: true, about: 'As it stood then.' }) asOf?: string;
}

export class ResponseTimesQuery {
  @Instant({ optional: true, before: 'to', about: 'Default: 90 days before `to`.' }) from?: string;
  @Instant({ optional: true, about: 'Default: now.' }) to?: string;
}

class CountedAnswer {
  @ApiProperty() seconds: number;
  @ApiProperty({ description: "In the caller's language (Accept-Language).", example: '5 hours 20 minutes' }) text: string;
}

class CitedCalendar {
  @ApiProperty() market: string;
  @ApiProperty() version: string;
  @ApiProperty({ description: 'Version of the time-zone data.' }) tzdata: string;
}

/** What an obligation and its explanation both tell. */
class CountedObligation {
  @ApiProperty({ format: 'uuid' }) conversation: string;
  @ApiProperty({ format: 'uuid', description: 'The message that opened it.' }) message: string;
  @ApiProperty({ enum: OBLIGATION_STATUSES }) state: string;
  @ApiProperty({ description: 'An admin excused it: it is not late, whatever its state (R2.14).' }) excused: boolean;
  @ApiProperty(INSTANT) receivedAt: string;
  @ApiProperty(INSTANT) dueAt: string;
  @ApiProperty(INSTANT) overdueAfter: string;
  @ApiProperty({ description: 'What it is counted with (R2.5).' }) calendar: CitedCalendar;
  @ApiProperty({ description: 'Counted time allowed.' }) allowance: CountedAnswer;
  @ApiProperty({ type: CountedAnswer, nullable: true, description: 'Counted time so far; null where it cannot be computed.' })
  counted: CountedAnswer | null;
  @ApiProperty({
    type: CountedAnswer,
    nullable: true,
    description: 'Counted time left; 0 when used up, null where it cannot be computed.',
  })
  remaining: CountedAnswer | null;
}

export class ObligationAnswer extends CountedObligation {
  @ApiProperty() market: string;
  @ApiProperty() seller: string;
  @ApiProperty({ enum: ['reply', 'promise', 'unanswered'] }) kind: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt: string | null;
  @ApiProperty({ description: 'Told by history that was brought in: never overdue (R1.4).' }) imported: boolean;
}

class ClockItem extends ObligationAnswer {
  @ApiProperty({ description: 'It was missed, and that is on record, whatever ended it (R2.16).' }) late: boolean;
  @ApiProperty() buyer: string;
  @ApiProperty() topic: string;
  @ApiProperty({ type: 'integer', description: 'Counted hours at which it was escalated last, 0 where it was not (R2.13).' })
  level: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The message that answered it.' })
  answeredBy: string | null;
}

export class ClockPage extends Page {
  @ApiProperty({ type: [ClockItem] }) items: ClockItem[];
}

class Pause {
  @ApiProperty(INSTANT) from: string;
  @ApiProperty(INSTANT) to: string;
}

class ExplainedDay {
  @ApiProperty({ format: 'date', description: 'In the zone of the market.' }) date: string;
  @ApiProperty(INSTANT) from: string;
  @ApiProperty(INSTANT) to: string;
  @ApiProperty({ ...COUNT, description: 'Milliseconds of it that count.' }) countedMs: number;
  @ApiProperty({
    anyOf: [
      { type: 'string', enum: ['business-day', 'weekend'] },
      { type: 'object', properties: { holiday: { type: 'string' } }, required: ['holiday'] },
      { type: 'object', properties: { outage: { type: 'string' } }, required: ['outage'] },
    ],
    description: 'A holiday has its name, an outage of the platform its reason.',
  })
  reason: CountedDay['reason'];
}

class ExplainedEventAnswer {
  @ApiProperty(COUNT) revision: number;
  @ApiProperty() type: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty({ required: false, format: 'uuid', description: 'The message or status update that answered.' }) by?: string;
  @ApiProperty({ required: false, description: 'Why it was excused, moved, withdrawn or declared to need no reply.' })
  reason?: string;
}

export class ExplanationAnswer extends CountedObligation {
  @ApiProperty({ description: 'It was missed, and that is on record, whatever ended it (R2.16).' }) late: boolean;
  @ApiProperty({ ...COUNT, description: 'Counted time allowed, in milliseconds.' }) allowanceMs: number;
  @ApiProperty({
    required: false,
    description:
      'Version of the time-zone data here, where it is another than `calendar.tzdata`: the rules on record are what counts.',
  })
  tzdataHere?: string;
  @ApiProperty({ description: 'IANA time zone of the days.' }) zone: string;
  @ApiProperty({ type: [Pause], description: 'Not counted in between (R2.10).' }) pauses: Pause[];
  @ApiProperty({ type: [ExplainedDay], description: 'From receipt to due, or to the end or to now where that is later.' })
  days: ExplainedDay[];
  @ApiProperty({ type: [ExplainedEventAnswer], description: 'What opened, changed or ended it.' })
  events: ExplainedEventAnswer[];
}

class OverdueOfSeller {
  @ApiProperty() seller: string;
  @ApiProperty({ ...COUNT, description: 'Open obligations that are overdue.' }) overdue: number;
  @ApiProperty({ ...COUNT, description: 'Of these, escalated (R2.13).' }) escalated: number;
  @ApiProperty({ ...INSTANT, description: 'The earliest due instant among them.' }) oldestDueAt: string;
}

export class OverdueAnswer {
  @ApiProperty({ type: [OverdueOfSeller], description: 'Most overdue first, at most 1,000 sellers.' }) items: OverdueOfSeller[];
}

/** Times are counted seconds. */
class Times {
  @ApiProperty({ ...COUNT, description: 'Answered in time; not those excused.' }) answeredInTime: number;
  @ApiProperty({ ...COUNT, description: 'Answered, but late.' }) answeredLate: number;
  @ApiProperty({
    ...COUNT,
    description: 'Missed, whatever ended them or whether they are open; not those excused or void (R2.16).',
  })
  late: number;
  @ApiProperty({ ...COUNT, description: 'Open, with time left.' }) open: number;
  @ApiProperty({ ...COUNT, description: 'Open and past the time allowed; among the late ones, too.' }) overdue: number;
  @ApiProperty({ ...COUNT, description: 'Times the buyer said that a message did not answer the question (R4.2).' })
  contested: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Counted seconds from a question to its answer, as in the score: without promises and what is excused; null without any.',
  })
  medianSeconds: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Counted seconds within which 90 % were answered.' })
  p90Seconds: number | null;
}

const TIMES_BY = { type: 'object', additionalProperties: { $ref: getSchemaPath(Times) } } as const;

@ApiExtraModels(Times)
export class ResponseTimesAnswer extends Times {
  @ApiProperty() seller: string;
  @ApiProperty(INSTANT) from: string;
  @ApiProperty(INSTANT) to: string;
  @ApiProperty({ ...TIMES_BY, description: 'The same by topic.' }) byTopic: Record<string, Times>;
  @ApiProperty({ ...TIMES_BY, description: 'The same by market.' }) byMarket: Record<string, Times>;
}
