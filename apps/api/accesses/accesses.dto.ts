/** What can be asked of the accesses, and what is answered. */
import { ApiProperty } from '@nestjs/swagger';
import { CALLER_ROLES } from '../application/caller';
import { Page } from '../edge/page.dto';
import { CURSOR, Flag, Instant, LIMIT, OneOf, Person, Seller, Text, Uuid, Whole } from '../edge/shape';

const INSTANT = { format: 'date-time' } as const;
const NULLABLE = { type: String, nullable: true } as const;
const OPTIONAL = { optional: true } as const;

export class AccessesQuery {
  @Person({ optional: true, about: 'Who read, or wanted to.' }) who?: string;
  @OneOf(CALLER_ROLES, OPTIONAL) role?: string;
  @Uuid(OPTIONAL) conversation?: string;
  @Seller({ optional: true, about: 'Of whose conversations.' }) seller?: string;
  @Person({ optional: true, about: 'Of whose conversations.' }) buyer?: string;
  @Text({ max: 100, optional: true, about: 'Of the conversations about this order.' }) order?: string;
  @Flag({ optional: true, about: 'Only attempts that were refused, or none of them.' }) refused?: boolean;
  @Instant({ optional: true, before: 'to', about: 'From this instant on.' }) from?: string;
  @Instant({ optional: true, about: 'Up to this instant, which is not included.' }) to?: string;
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

class Refused {
  @ApiProperty({ type: 'integer' }) status: number;
  @ApiProperty() code: string;
  @ApiProperty({ required: false, description: 'The field at fault.' }) field?: string;
}

class AccessEntry {
  @ApiProperty() position: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty() who: string;
  @ApiProperty() role: string;
  @ApiProperty({ description: 'The network it came from.' }) origin: string;
  @ApiProperty({ description: 'What was read; of an attempt, the route.', example: 'replay' }) what: string;
  @ApiProperty({ ...NULLABLE, description: 'As the reader gave it.' }) reason: string | null;
  @ApiProperty({ ...NULLABLE, format: 'uuid' }) conversation: string | null;
  @ApiProperty(NULLABLE) seller: string | null;
  @ApiProperty(NULLABLE) buyer: string | null;
  @ApiProperty(NULLABLE) order: string | null;
  @ApiProperty({ ...NULLABLE, description: 'What was searched for, or what else an address named.' }) about: string | null;
  @ApiProperty({ ...NULLABLE, ...INSTANT, description: 'The moment that was asked for.' }) asOf: string | null;
  @ApiProperty({ type: 'integer', nullable: true }) revision: number | null;
  @ApiProperty({ type: Refused, nullable: true, description: 'null: it was let through.' }) refused: Refused | null;
}

export class AccessesPage extends Page {
  @ApiProperty({ type: [AccessEntry] }) items: AccessEntry[];
}
