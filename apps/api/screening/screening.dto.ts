import { ApiProperty } from '@nestjs/swagger';
import type { Action, Finding, Writer } from '../../../libs/screening';
import { LanguageTag, OneOf, Text, Uuid } from '../edge/shape';

export class ScreeningCheck {
  @Text({ max: 10_000, lines: true, evidence: true, about: 'What would be said.' }) body: string;
  @Uuid({ optional: true, about: 'Where it would be said: its market says the language, its order is known.' })
  conversation?: string;
  @OneOf(['buyer', 'seller'], {
    optional: true,
    about: "Who would say it: one's own role; an admin names one (default: seller).",
  })
  role?: Writer;
  @LanguageTag({
    optional: true,
    about: "BCP 47; without it, the market's languages, or every one.",
    example: 'de',
  })
  language?: string;
}

class FindingAnswer implements Finding {
  @ApiProperty({ enum: ['external-contact', 'off-platform-deal', 'marketing', 'abusive-language'] }) kind: Finding['kind'];
  @ApiProperty({ description: 'The rule that found it.', example: 'contact.phone' }) rule: string;
  @ApiProperty({ description: 'Where it begins in the body, in UTF-16 units.' }) from: number;
  @ApiProperty({ description: 'Where it ends.' }) to: number;
  @ApiProperty({ description: 'How sure it is, 0 to 1.' }) score: number;
  @ApiProperty() why: string;
}

export class ScreeningAnswer {
  @ApiProperty({ enum: ['pass', 'flag', 'mask', 'hold'], description: 'What would be done with the message.' }) action: Action;
  @ApiProperty({ type: [FindingAnswer] }) findings: FindingAnswer[];
  @ApiProperty({ type: String, nullable: true, description: 'Hash of the rule set that was asked; null while screening is off.' })
  ruleSet: string | null;
}
