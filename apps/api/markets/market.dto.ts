import { ApiProperty } from '@nestjs/swagger';
import { Dates, Flag, Instant, NamedDates, Text, Whole } from '../edge/shape';

export class CalendarQuery {
  @Whole(2020, 2035, { optional: true, about: 'Default: this year.' }) year?: number;
}

export class OutageExcuse {
  @Instant({ about: 'Begin of the outage.' }) from: string;
  @Instant({ about: 'End of the outage.' }) to: string;
  @Text({ max: 1_000, lines: true }) reason: string;
}

export class CalendarCorrection {
  @NamedDates(100, { optional: true, about: 'Holidays to add: date and name.' }) add?: Record<string, string>;
  @Dates(100, { optional: true, about: 'Holidays to remove.' }) remove?: string[];
  @Text({ max: 1_000, lines: true }) reason: string;
  @Flag({ optional: true, about: 'Only list what would move; nothing is written.' }) dryRun?: boolean;
}

export class NewTime {
  @Instant({ about: 'The time it is from now on; not before the time it is.' }) now: string;
}

export class TimeAnswer {
  @ApiProperty({ format: 'date-time' }) now: string;
}

export class ExcusedAnswer {
  @ApiProperty() market: string;
  @ApiProperty({ format: 'date-time' }) from: string;
  @ApiProperty({ format: 'date-time' }) to: string;
  @ApiProperty({ type: 'integer', description: 'Obligations excused by this request.' }) excused: number;
}

class FormerDue {
  @ApiProperty({ format: 'date-time' }) dueAt: string;
}

class NewDue extends FormerDue {
  @ApiProperty({ format: 'date-time' }) overdueAfter: string;
}

class Move {
  @ApiProperty({ format: 'uuid' }) conversation: string;
  @ApiProperty({ format: 'uuid', description: 'The message that opened the obligation.' }) message: string;
  @ApiProperty() from: FormerDue;
  @ApiProperty() to: NewDue;
  @ApiProperty({ description: 'An overdue that is on record would be void.' }) overdueVoid: boolean;
}

const OF_DRY_RUN = 'Of a dry run.';
const OF_CORRECTION = 'Of a correction that is made.';

export class CorrectionAnswer {
  @ApiProperty() market: string;
  @ApiProperty({ description: 'Version of the calendar once corrected.' }) version: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, selfRequired: false, description: OF_CORRECTION })
  add?: Record<string, string>;
  @ApiProperty({ required: false, type: [String], format: 'date', description: OF_CORRECTION }) remove?: string[];
  @ApiProperty({ required: false, description: OF_CORRECTION }) reason?: string;
  @ApiProperty({ required: false, format: 'date-time', description: OF_CORRECTION }) at?: string;
  @ApiProperty({ required: false, description: OF_DRY_RUN }) dryRun?: boolean;
  @ApiProperty({ required: false, type: [Move], description: `${OF_DRY_RUN} What would move.` }) moves?: Move[];
  @ApiProperty({ required: false, type: 'integer', description: `${OF_DRY_RUN} How many would move.` }) count?: number;
}

class Holiday {
  @ApiProperty({ format: 'date' }) date: string;
  @ApiProperty() name: string;
}

export class MarketAnswer {
  @ApiProperty() id: string;
  @ApiProperty() country: string;
  @ApiProperty({ required: false }) region?: string;
  @ApiProperty() zone: string;
  @ApiProperty() currency: string;
  @ApiProperty({ type: [String] }) languages: readonly string[];
  @ApiProperty({ description: 'Version of the calendar in force.' }) calendar: string;
}

export class MarketsAnswer {
  @ApiProperty({ type: [MarketAnswer] }) items: MarketAnswer[];
}

export class CalendarAnswer {
  @ApiProperty() market: string;
  @ApiProperty() zone: string;
  @ApiProperty() version: string;
  @ApiProperty({ type: 'integer' }) year: number;
  @ApiProperty({ type: [Number], description: 'Weekdays that count: 1 is Monday.' }) weekdays: readonly number[];
  @ApiProperty({ type: [Holiday], description: 'Days that do not count.' }) holidays: Holiday[];
}
