/** What can be asked of the queue of reviewers and decided there, and what is answered. */
import { ApiProperty } from '@nestjs/swagger';
import { VIOLATION_KINDS } from '../../../libs/domain';
import { Page } from '../edge/page.dto';
import { CURSOR, LIMIT, OneOf, Seller, Text, Uuids, Whole } from '../edge/shape';

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
] as const;
const SOURCES = ['screening', 'report', 'clock'] as const;
const EVIDENCE = {
  type: 'object',
  additionalProperties: true,
  description: 'Message, revision, place in the text, rule.',
} as const;

/** What is decided of a violation, and of a held message. */
export const DECISIONS = ['confirm', 'dismiss', 'release', 'reject'] as const;

export class ReviewsQuery {
  @OneOf(STATES, { optional: true, about: 'Without it, what waits: suspected and held.' }) state?: string;
  @OneOf(['violation', 'message'], OPTIONAL) what?: string;
  @OneOf(VIOLATION_KINDS, OPTIONAL) kind?: string;
  @Text({ max: 35, optional: true, about: 'Language of the message, as it says.' }) language?: string;
  @Text({ max: 200, optional: true, about: 'The rule that found it.' }) rule?: string;
  @Seller(OPTIONAL) seller?: string;
  @OneOf(SOURCES, OPTIONAL) source?: string;
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class ViolationsQuery {
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class Decisions {
  @Uuids(100, { about: 'As `review` of GET /v1/reviews names them.' }) reviews: string[];
  @OneOf(DECISIONS, { about: 'Violations are confirmed or dismissed, held messages released or rejected.' })
  decision: (typeof DECISIONS)[number];
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
  @ApiProperty({ description: 'The id of the violation, or of the held message.' }) subject: string;
  @ApiProperty({ ...NULLABLE, ...ID }) message: string | null;
  @ApiProperty({ description: 'Whose message it is.' }) sender: string;
  @ApiProperty() market: string;
  @ApiProperty() seller: string;
  @ApiProperty() topic: string;
  @ApiProperty({ ...NULLABLE, enum: VIOLATION_KINDS }) kind: string | null;
  @ApiProperty(NULLABLE) rule: string | null;
  @ApiProperty({ enum: SOURCES }) source: string;
  @ApiProperty(NULLABLE) language: string | null;
  @ApiProperty(EVIDENCE) evidence: object;
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
