import { ApiProperty } from '@nestjs/swagger';

class FieldFault {
  @ApiProperty({ description: 'Where, with dots for parts.' }) field: string;
  @ApiProperty({ description: 'What it breaks.' }) rule: string;
}

class Happened {
  @ApiProperty({ enum: ['confirmed', 'dismissed', 'void', 'released', 'rejected', 'replaced', 'claimed'] }) decision: string;
  @ApiProperty({ required: false }) by?: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

/** The body of every refusal (RFC 9457). */
export class ProblemBody {
  @ApiProperty({ format: 'uri' }) type: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: 'integer' }) status: number;
  @ApiProperty({ description: 'What a program acts on.' }) code: string;
  @ApiProperty({ description: 'What a person reads.' }) detail: string;
  @ApiProperty({ required: false, description: 'The field at fault.' }) field?: string;
  @ApiProperty({ required: false, type: [FieldFault] }) errors?: FieldFault[];
  @ApiProperty({ required: false, type: Happened, description: 'What was decided before, where that is why.' })
  happened?: Happened;
}
