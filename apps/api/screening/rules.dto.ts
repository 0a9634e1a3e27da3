/** What is asked and answered of the rules of screening. */
import { ApiProperty } from '@nestjs/swagger';
import { LanguageTag, Text } from '../edge/shape';

const WHOLE = { type: 'integer' } as const;
const INSTANT = { format: 'date-time' } as const;
const BOUND = { description: 'The share that is right at least, by Wilson with a certainty of 95 %.' } as const;

export class RulesQuery {
  @LanguageTag({ optional: true }) language?: string;
}

export class Restoration {
  @LanguageTag({ about: 'As the list names it.' }) language: string;
  @Text({ max: 1_000, lines: true }) reason: string;
}

class DemotionAnswer {
  @ApiProperty(INSTANT) at: string;
  @ApiProperty(WHOLE) reviews: number;
  @ApiProperty(WHOLE) confirmed: number;
  @ApiProperty(BOUND) lowerBound: number;
}

class LastRestoration {
  @ApiProperty(INSTANT) at: string;
  @ApiProperty() by: string;
  @ApiProperty() reason: string;
}

class RuleAnswer {
  @ApiProperty() rule: string;
  @ApiProperty() language: string;
  @ApiProperty({ ...WHOLE, description: 'Findings decided on, since it was restored.' }) reviews: number;
  @ApiProperty(WHOLE) confirmed: number;
  @ApiProperty(WHOLE) dismissed: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Share of those that were confirmed.' }) precision: number | null;
  @ApiProperty(BOUND) lowerBound: number;
  @ApiProperty({ type: DemotionAnswer, nullable: true, description: 'What it finds is only flagged, since then.' })
  demoted: DemotionAnswer | null;
  @ApiProperty({ type: LastRestoration, nullable: true }) restored: LastRestoration | null;
}

export class RulesAnswer {
  @ApiProperty({ type: [RuleAnswer] }) items: RuleAnswer[];
}

export class RestoredAnswer {
  @ApiProperty() rule: string;
  @ApiProperty() language: string;
  @ApiProperty() demoted: boolean;
}
