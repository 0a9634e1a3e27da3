import { ApiProperty } from '@nestjs/swagger';

/** Why the platform's own people read something of a conversation. */
export const REASON = {
  max: 500,
  optional: true,
  about: 'Why admin or compliance reads this: required of them and recorded (R1.3).',
} as const;

/** A part of a list. */
export class Page {
  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page; null on the last.' }) next: string | null;
}
