/** What can be asked of a seller's standing, and what is answered. */
import { ApiProperty } from '@nestjs/swagger';
import { type Counted, type Effect, SANCTION_STATES, type Sanction, STEPS } from '../../../libs/domain';
import type { SanctionItem } from '../../../libs/read-models';
import { Page } from '../edge/page.dto';
import { CURSOR, Flag, Instant, LIMIT, OneOf, Seller, Text, Whole } from '../edge/shape';

const REASON = { max: 2_000, lines: true } as const;
const INSTANT = { format: 'date-time' } as const;
const OPTIONAL = { optional: true } as const;
const APPEALS = ['open', 'granted', 'rejected'] as const;

export class StandingQuery {
  @Instant({ optional: true, about: 'As it stood then; default: now.' }) asOf?: string;
}

export class SanctionsQuery {
  @Seller(OPTIONAL) seller?: string;
  @OneOf(SANCTION_STATES, { optional: true, about: '`proposed` are those that wait for a decision.' }) state?: string;
  @OneOf(STEPS, OPTIONAL) step?: string;
  @OneOf(APPEALS, { optional: true, about: '`open` are the appeals that wait for a decision.' }) appeal?: string;
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class SanctionDecision {
  @OneOf(['imposed', 'declined']) outcome: 'imposed' | 'declined';
  @Text(REASON) reason: string;
  @Text({ ...REASON, optional: true, about: 'The exception for which a removal takes effect at once (R6.3).' })
  withoutNotice?: string;
  @Flag({ optional: true, about: 'Only answer with the sanction and its statement as they would be; nothing is written.' })
  dryRun?: boolean;
}

export class NewAppeal {
  @Text(REASON) reason: string;
}

export class AppealDecision {
  @OneOf(['granted', 'rejected']) outcome: 'granted' | 'rejected';
  @Text(REASON) reason: string;
}

class CountedViolation {
  @ApiProperty({ format: 'uuid' }) conversation: string;
  @ApiProperty() violation: string;
  @ApiProperty({ required: false, type: Object, description: 'The place in its text.' }) place?: Counted['place'];
  @ApiProperty({ required: false, description: 'What found it.' }) rule?: string;
  @ApiProperty() kind: Counted['kind'];
  @ApiProperty() source: Counted['source'];
  @ApiProperty({ required: false, format: 'uuid', description: 'The message it is about.' }) message?: string;
  @ApiProperty({ type: 'integer', description: 'None for a late reply among few (R6.2).' }) points: number;
  @ApiProperty({ required: false, type: Object, description: 'Late replies of 90 days, of what ended or ran out in them.' })
  weighed?: Counted['weighed'];
  @ApiProperty(INSTANT) occurredAt: string;
  @ApiProperty({ ...INSTANT, description: 'Until then it counts.' }) until: string;
  @ApiProperty({ description: 'Whether it gives points at that time.' }) counts: boolean;
  @ApiProperty({ required: false, type: Object, description: 'It turned out to be none: why, and when.' }) void?: Counted['void'];
}

class Reasons {
  @ApiProperty() language: string;
  @ApiProperty() text: string;
}

export class SanctionAnswer {
  @ApiProperty({ description: "The seller's id, a dot, and a number." }) id: string;
  @ApiProperty() seller: string;
  @ApiProperty({ enum: STEPS }) step: Sanction['step'];
  @ApiProperty({ enum: SANCTION_STATES }) state: Sanction['state'];
  @ApiProperty(INSTANT) at: string;
  @ApiProperty({ type: Object, description: 'Points, the step they reach, and the violations that gave them.' })
  grounds: Sanction['grounds'];
  @ApiProperty({
    required: false,
    type: Object,
    description:
      'The statement of reasons (R6.3), once it is imposed. Its seller can appeal until `appealUntil`, by POST /v1/sanctions/{id}/appeal.',
  })
  statement?: Sanction['statement'];
  @ApiProperty({
    required: false,
    type: Reasons,
    description: 'The statement as text, in a language of Accept-Language, else in the language of the seller.',
  })
  reasons?: Reasons;
  @ApiProperty({ required: false, type: Object }) decision?: Sanction['decision'];
  @ApiProperty({ required: false, ...INSTANT, description: 'The notice was over.' }) begun?: string;
  @ApiProperty({ required: false, ...INSTANT }) ended?: string;
  @ApiProperty({ required: false, type: Object }) revoked?: Sanction['revoked'];
  @ApiProperty({ required: false, type: Object }) appeal?: Sanction['appeal'];
}

export class StandingAnswer {
  @ApiProperty() seller: string;
  @ApiProperty(INSTANT) asOf: string;
  @ApiProperty({ enum: ['good', ...STEPS], description: 'The hardest sanction in force.' }) effect: Effect;
  @ApiProperty({ type: 'integer' }) points: number;
  @ApiProperty({ description: 'Version of the rules in force now.' }) rules: string;
  @ApiProperty({ type: [CountedViolation] }) violations: CountedViolation[];
  @ApiProperty({ type: [SanctionAnswer] }) sanctions: SanctionAnswer[];
}

class LodgedAnswer {
  @ApiProperty({ enum: APPEALS }) state: string;
  @ApiProperty(INSTANT) at: string;
}

class SanctionSummary implements SanctionItem {
  @ApiProperty({ description: "The seller's id, a dot, and a number." }) id: string;
  @ApiProperty() seller: string;
  @ApiProperty({ enum: STEPS }) step: SanctionItem['step'];
  @ApiProperty({ enum: SANCTION_STATES }) state: SanctionItem['state'];
  @ApiProperty(INSTANT) at: string;
  @ApiProperty({ type: 'integer' }) points: number;
  @ApiProperty({ type: 'integer', description: 'Points that reach this step.' }) threshold: number;
  @ApiProperty({ type: String, nullable: true, ...INSTANT }) effectiveAt: string | null;
  @ApiProperty({ type: String, nullable: true, ...INSTANT }) endsAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The admin who decided a proposal.' }) decidedBy: string | null;
  @ApiProperty({ type: LodgedAnswer, nullable: true }) appeal: LodgedAnswer | null;
}

export class SanctionsPage extends Page {
  @ApiProperty({ type: [SanctionSummary], description: 'Oldest first. Reasons and appeals are with each.' })
  items: SanctionSummary[];
}
