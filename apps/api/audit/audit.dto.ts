/** What can be asked of the audit trail and the changes, and what is answered. */
import { ApiProperty } from '@nestjs/swagger';
import { ROLES, STREAMS } from '../../../libs/domain';
import { Page } from '../edge/page.dto';
import { CURSOR, Instant, LIMIT, OneOf, Person, Position, Text, Uuid, Whole } from '../edge/shape';

const INSTANT = { format: 'date-time' } as const;
const ID = { format: 'uuid' } as const;
const NULLABLE = { type: String, nullable: true } as const;
const OPTIONAL = { optional: true } as const;
const DETAIL = {
  type: 'object',
  additionalProperties: true,
  description: 'What the event says, without the texts of buyers and sellers.',
} as const;

/** Every event there is, of whichever stream. */
const EVENT_TYPES = [...new Set(Object.values(STREAMS).flatMap(({ events }) => Object.keys(events)))];

export class AuditQuery {
  @Uuid(OPTIONAL) conversation?: string;
  @Person(OPTIONAL) actor?: string;
  @OneOf(ROLES, OPTIONAL) role?: string;
  @OneOf(EVENT_TYPES, { optional: true, about: 'Name of an event.' }) type?: string;
  @Text({ max: 100, optional: true, about: 'Where from, as the trail shows it.' }) origin?: string;
  @Position({ optional: true, about: 'Only what has a position beyond this one.' }) after?: string;
  @Position({ optional: true, about: 'Only what has a position before this one.' }) before?: string;
  @Instant({ optional: true, before: 'to' }) from?: string;
  @Instant(OPTIONAL) to?: string;
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

class TrailEntry {
  @ApiProperty() position: string;
  @ApiProperty() stream: string;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty(ID) event: string;
  @ApiProperty({ enum: EVENT_TYPES }) type: string;
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
  @ApiProperty({ enum: EVENT_TYPES }) type: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty() by: string;
  @ApiProperty() role: string;
  @ApiProperty(DETAIL) detail: object;
}

export class ChangesPage {
  @ApiProperty({ type: [ChangeAnswer], description: 'In commit order; `position` of the last is the next `after`.' })
  items: ChangeAnswer[];
}
