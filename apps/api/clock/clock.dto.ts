/** What the routes of the clock answer, for the OpenAPI description. */
import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { CountedDay } from '../../../libs/domain';
import { OBLIGATION_STATUSES } from '../../../libs/domain';
import { CitedCalendar, CountedAnswer } from '../inbox/reading.dto';

const INSTANT = { format: 'date-time' } as const;
const COUNT = { type: 'integer' } as const;

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

export class ExplanationAnswer {
  @ApiProperty({ format: 'uuid' }) conversation: string;
  @ApiProperty({ format: 'uuid', description: 'The message that opened it.' }) message: string;
  @ApiProperty({ enum: OBLIGATION_STATUSES }) state: string;
  @ApiProperty({ description: 'An admin excused it: it is not late, whatever its state (R2.14).' }) excused: boolean;
  @ApiProperty(INSTANT) receivedAt: string;
  @ApiProperty(INSTANT) dueAt: string;
  @ApiProperty(INSTANT) overdueAfter: string;
  @ApiProperty({ ...COUNT, description: 'Counted time allowed, in milliseconds.' }) allowanceMs: number;
  @ApiProperty({ description: 'What it is counted with (R2.5).' }) calendar: CitedCalendar;
  @ApiProperty({ description: 'IANA time zone of the days.' }) zone: string;
  @ApiProperty({ description: 'Counted time allowed.' }) allowance: CountedAnswer;
  @ApiProperty({ description: 'Counted time so far.' }) counted: CountedAnswer;
  @ApiProperty({ description: 'Counted time left; 0 when used up.' }) remaining: CountedAnswer;
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
  @ApiProperty(COUNT) answeredInTime: number;
  @ApiProperty(COUNT) answeredLate: number;
  @ApiProperty(COUNT) open: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Counted seconds; null while nothing was answered.' })
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
