/** What can be asked about a person's data, and what is answered. */
import { ApiProperty } from '@nestjs/swagger';
import { Flag, Instant, Person, Text, Uuid, Whole } from '../edge/shape';

const REASON = { max: 2_000, lines: true } as const;
const GROUND = { max: 200, about: 'The law or the order it rests on, such as GDPR art. 17.' } as const;

export class PersonAsked {
  @Text(REASON) reason: string;
  @Text(GROUND) ground: string;
}

const DRY_RUN = { optional: true, about: 'Only tell what it would do; nothing is written.' } as const;

export class ErasureAsked extends PersonAsked {
  @Flag(DRY_RUN) dryRun?: boolean;
}

export class NewHold extends PersonAsked {
  @Person({ optional: true, about: 'Whose texts are kept; or `conversation`.' }) person?: string;
  @Uuid({ optional: true, about: 'All who wrote there until now are held.' }) conversation?: string;
  @Instant({ optional: true, about: 'Until then; without it, until it is released.' }) until?: string;
  @Flag(DRY_RUN) dryRun?: boolean;
}

export class Release {
  @Person({ about: 'Whose hold it is.' }) person: string;
  @Text(REASON) reason: string;
  @Flag(DRY_RUN) dryRun?: boolean;
}

export class NewRetention extends PersonAsked {
  @Whole(0, 36_500, { about: 'Days from what a person wrote last.' }) days: number;
  @Flag(DRY_RUN) dryRun?: boolean;
}

export class ErasureReport {
  @ApiProperty() person: string;
  @ApiProperty({ description: 'none, restricted, erased or partly-erased' }) state: string;
  @ApiProperty({ description: 'Whether keys follow the record, so that nothing opens any more.' }) carriedOut: boolean;
  @ApiProperty({ type: [Object], description: 'What was erased, and when.' }) erased: object[];
  @ApiProperty({ type: [Object], description: 'What is not erased yet, why, and until when.' }) blocked: object[];
  @ApiProperty({ type: [Object] }) holds: object[];
  @ApiProperty({ type: [Object], description: 'All that was asked, with reasons and grounds.' }) requests: object[];
  @ApiProperty({ required: false, description: 'It would be so; nothing was written.' }) dryRun?: boolean;
}

export class HoldAnswer {
  @ApiProperty({ format: 'uuid' }) hold: string;
  @ApiProperty({ type: [String] }) persons: string[];
  @ApiProperty({ required: false, type: [ErasureReport], description: 'Of a dry run: how it would stand with each.' })
  reports?: ErasureReport[];
}

export class RetentionClasses {
  @ApiProperty({ type: [Object] }) classes: object[];
  @ApiProperty({ required: false, description: 'They would be so; nothing was written.' }) dryRun?: boolean;
}
