import { ApiProperty } from '@nestjs/swagger';
import { Dates, Flag, Instant, NamedDates, Part, Text, Whole } from '../edge/shape';

export class CalendarQuery {
  @Whole(2020, 2035, { optional: true, about: 'Default: this year.' }) year?: number;
}

class Between {
  @Instant({ about: 'Begin of the outage.' }) from: string;
  @Instant({ about: 'End of the outage.' }) to: string;
}

export class CalendarCorrection {
  @NamedDates(100, { optional: true, about: 'Holidays to add: date and name.' }) add?: Record<string, string>;
  @Dates(100, { optional: true, about: 'Holidays to remove.' }) remove?: string[];
  @Part(() => Between, { optional: true, about: 'An outage of the platform to record: over already, it does not count.' })
  outage?: Between;
  @Part(() => Between, { optional: true, about: 'An outage recorded before that was none: from and to as recorded.' })
  revokeOutage?: Between;
  @Text({ max: 1_000, lines: true }) reason: string;
  @Flag({ optional: true, about: 'Only list what would move; nothing is written.' }) dryRun?: boolean;
}

export class NewTime {
  @Instant({ about: 'The time it is from now on; not before the time it is.' }) now: string;
}

export class TimeAnswer {
  @ApiProperty({ format: 'date-time' }) now: string;
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

class OutageAnswer {
  @ApiProperty({ format: 'date-time' }) from: string;
  @ApiProperty({ format: 'date-time' }) to: string;
  @ApiProperty() reason: string;
}

class BoundsAnswer {
  @ApiProperty({ format: 'date-time' }) from: string;
  @ApiProperty({ format: 'date-time' }) to: string;
}

export class CorrectionAnswer {
  @ApiProperty() market: string;
  @ApiProperty({ description: 'Version of the calendar once corrected.' }) version: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, selfRequired: false, description: OF_CORRECTION })
  add?: Record<string, string>;
  @ApiProperty({ required: false, type: [String], format: 'date', description: OF_CORRECTION }) remove?: readonly string[];
  @ApiProperty({ required: false, type: [OutageAnswer], description: OF_CORRECTION }) outages?: readonly OutageAnswer[];
  @ApiProperty({ required: false, type: [BoundsAnswer], description: OF_CORRECTION }) revoke?: readonly BoundsAnswer[];
  @ApiProperty({ required: false, description: OF_CORRECTION }) reason?: string;
  @ApiProperty({ required: false, format: 'date-time', description: OF_CORRECTION }) at?: string;
  @ApiProperty({ required: false, description: `${OF_CORRECTION} Where its progress is shown.` }) progress?: string;
  @ApiProperty({ required: false, description: OF_DRY_RUN }) dryRun?: boolean;
  @ApiProperty({ required: false, type: [Move], description: `${OF_DRY_RUN} What would move.` }) moves?: Move[];
  @ApiProperty({ required: false, type: 'integer', description: `${OF_DRY_RUN} How many would move.` }) count?: number;
  @ApiProperty({ required: false, type: 'integer', description: `${OF_DRY_RUN} How many would be looked at.` }) found?: number;
  @ApiProperty({ required: false, type: 'integer', description: `${OF_DRY_RUN} Late replies on record that would be void.` })
  voided?: number;
}

export class CorrectionProgressAnswer {
  @ApiProperty() market: string;
  @ApiProperty() version: string;
  @ApiProperty() reason: string;
  @ApiProperty({ type: 'integer', description: 'Obligations looked at so far, those of regions included.' }) found: number;
  @ApiProperty({ type: 'integer', description: 'Of these, moved.' }) moved: number;
  @ApiProperty({ type: 'integer', description: 'Late replies on record that are void now.' }) voided: number;
  @ApiProperty({ type: 'integer', description: 'Could not be handled and were set aside.' }) failed: number;
  @ApiProperty({ description: 'Whether all of it is done; X-Position is where its last event stands then.' }) done: boolean;
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
