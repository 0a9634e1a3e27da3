import { ApiProperty } from '@nestjs/swagger';
import { Dates, Flag, Instant, NamedDates, Text, Whole } from '../http/shape';

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
