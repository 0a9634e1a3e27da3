/** What can be asked of the queue of reviewers and decided there, and what is answered. */
import { ApiProperty } from '@nestjs/swagger';
import { EVASION_SIGNS, REPORTABLE_KINDS, VIOLATION_KINDS, type ViolationKind } from '../../../libs/domain';
import { Page } from '../edge/page.dto';
import { CURSOR, Instant, LIMIT, OneOf, Part, Seller, Text, Uuids, Whole } from '../edge/shape';

const INSTANT = { format: 'date-time' } as const;
const ID = { format: 'uuid' } as const;
const NULLABLE = { type: String, nullable: true } as const;
const ABSENT = { required: false } as const;
const OPTIONAL = { optional: true } as const;
const STATES = [
  'suspected',
  'held',
  'established',
  'confirmed',
  'dismissed',
  'void',
  'released',
  'rejected',
  'replaced',
  'waiting',
  'clean',
  'violation',
] as const;
const SOURCES = ['screening', 'report', 'clock'] as const;
/** Where messages come from that nobody accuses. */
const LOOKS = ['sample', 'evasion'] as const;
const EVIDENCE = {
  type: 'object',
  additionalProperties: true,
  description: 'Message, revision, place in the text, rule.',
} as const;

/** What is decided of a violation, of a held message, and of one that is only looked at. */
export const DECISIONS = ['confirm', 'dismiss', 'release', 'reject', 'clean', 'violation'] as const;

export class ReviewsQuery {
  @OneOf(STATES, {
    optional: true,
    about: 'Without it, what waits: suspected and held; of the sources sample and evasion waiting.',
  })
  state?: string;
  @OneOf(['violation', 'message'], OPTIONAL) what?: string;
  @OneOf(VIOLATION_KINDS, OPTIONAL) kind?: string;
  @Text({ max: 35, optional: true, about: 'Language of the message, as it says.' }) language?: string;
  @Text({ max: 200, optional: true, about: 'The rule that found it.' }) rule?: string;
  @Seller(OPTIONAL) seller?: string;
  @OneOf([...SOURCES, ...LOOKS], {
    optional: true,
    about: 'sample: one in a hundred messages in which nothing was found; evasion: replies with signs of it.',
  })
  source?: string;
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class ViolationsQuery {
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

/** What reviews have in common that are decided alike. */
export class Pattern {
  @OneOf(VIOLATION_KINDS, OPTIONAL) kind?: string;
  @Text({ max: 35, optional: true }) language?: string;
  @Text({ max: 200, optional: true }) rule?: string;
  @Seller(OPTIONAL) seller?: string;
  @OneOf([...SOURCES, ...LOOKS], OPTIONAL) source?: string;
  @Instant({ optional: true, about: 'Recorded before it; without it, up to now.' }) before?: string;
}

export class Decisions {
  @Uuids(100, { optional: true, about: 'As `review` of GET /v1/reviews names them.' }) reviews?: string[];
  @Part(() => Pattern, {
    optional: true,
    about: 'In place of `reviews`: of what has all of this in common, the oldest hundred that wait and nobody else works on.',
  })
  pattern?: Pattern;
  @OneOf(DECISIONS, {
    about: 'Violations are confirmed or dismissed, held messages released or rejected, others looked at clean or a violation.',
  })
  decision: (typeof DECISIONS)[number];
  @OneOf(REPORTABLE_KINDS, { optional: true, about: 'What kind, where the decision is violation.' }) kind?: ViolationKind;
  @Text({ max: 1_000, lines: true, about: 'Of each of them; the sides concerned see it.' }) reason: string;
}

class DecidedAnswer {
  @ApiProperty(ABSENT) by?: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty() reason: string;
}

class ClaimAnswer {
  @ApiProperty() by: string;
  @ApiProperty(INSTANT) until: string;
}

class ReviewAnswer {
  @ApiProperty(ID) review: string;
  @ApiProperty({ enum: ['violation', 'message'] }) what: string;
  @ApiProperty(ID) conversation: string;
  @ApiProperty({ description: 'The id of the violation, or of the message.' }) subject: string;
  @ApiProperty({ ...NULLABLE, ...ID }) message: string | null;
  @ApiProperty({ description: 'Whose message it is.' }) sender: string;
  @ApiProperty() market: string;
  @ApiProperty() seller: string;
  @ApiProperty() topic: string;
  @ApiProperty({ ...NULLABLE, enum: VIOLATION_KINDS }) kind: string | null;
  @ApiProperty(NULLABLE) rule: string | null;
  @ApiProperty({ enum: [...SOURCES, ...LOOKS] }) source: string;
  @ApiProperty(NULLABLE) language: string | null;
  @ApiProperty(EVIDENCE) evidence: object;
  @ApiProperty({ type: [String], enum: EVASION_SIGNS, description: 'That a reply evades: a hint, no more (R4.2).' })
  signs: string[];
  @ApiProperty(INSTANT) recordedAt: string;
  @ApiProperty({ enum: STATES }) state: string;
  @ApiProperty({ type: DecidedAnswer, nullable: true }) decided: DecidedAnswer | null;
  @ApiProperty({ ...NULLABLE, ...INSTANT, description: 'Its side asks for a review.' }) reviewRequestedAt: string | null;
  @ApiProperty({ type: ClaimAnswer, nullable: true, description: 'Who works on it.' }) claim: ClaimAnswer | null;
}

export class ReviewsPage extends Page {
  @ApiProperty({ type: [ReviewAnswer], description: 'Oldest first. No text that a person wrote: that needs a reason (R1.3).' })
  items: ReviewAnswer[];
}

class SellerViolationAnswer {
  @ApiProperty() violation: string;
  @ApiProperty(ID) conversation: string;
  @ApiProperty({ ...NULLABLE, ...ID }) message: string | null;
  @ApiProperty({ enum: VIOLATION_KINDS }) kind: string;
  @ApiProperty(NULLABLE) rule: string | null;
  @ApiProperty({ enum: SOURCES }) source: string;
  @ApiProperty(EVIDENCE) evidence: object;
  @ApiProperty(INSTANT) recordedAt: string;
  @ApiProperty({ enum: STATES }) state: string;
  @ApiProperty({ type: DecidedAnswer, nullable: true }) decided: DecidedAnswer | null;
}

export class ViolationsPage extends Page {
  @ApiProperty({
    type: [SellerViolationAnswer],
    description: 'Newest first. What was only reported is here once it is confirmed.',
  })
  items: SellerViolationAnswer[];
}

export class ClaimedAnswer {
  @ApiProperty(ID) review: string;
  @ApiProperty() by: string;
  @ApiProperty(INSTANT) until: string;
}

class OutcomeAnswer {
  @ApiProperty(ID) review: string;
  @ApiProperty({ ...ABSENT, ...ID }) conversation?: string;
  @ApiProperty({ ...ABSENT }) subject?: string;
  @ApiProperty({ description: 'decided, or the code of the refusal.' }) outcome: string;
  @ApiProperty({ ...ABSENT, description: 'Why it was refused.' }) detail?: string;
}

export class DecisionsAnswer {
  @ApiProperty({ type: 'integer' }) decided: number;
  @ApiProperty({ type: [OutcomeAnswer], description: 'Of each, in the order asked.' }) outcomes: OutcomeAnswer[];
}
