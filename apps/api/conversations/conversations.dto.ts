import { ApiProperty } from '@nestjs/swagger';
import {
  ATTACHMENTS_OF_A_MESSAGE,
  CURRENCIES,
  NO_REPLY_REASONS,
  type NoReplyReason,
  REPORTABLE_KINDS,
  STAGES,
  type Stage,
  type StageFacts,
  TOPICS,
  type Topic,
} from '../../../libs/domain';
import {
  DateOnly,
  Flag,
  Hashes,
  KnownMarket,
  LanguageTag,
  OneOf,
  ORDER_NUMBER,
  Part,
  Person,
  Seller,
  Text,
  Uuid,
  Uuids,
  Whole,
} from '../edge/shape';
import { FoundByScreening } from './reading.dto';

const MESSAGE = { max: 10_000, lines: true, evidence: true } as const;
const LANGUAGE = { optional: true, about: 'BCP 47, such as de or pt-BR.', example: 'de' } as const;
const REVISION = 2_147_483_647;

const ABOVE_ZERO = {
  is: /^(?=.*[1-9])(0|[1-9]\d{0,11})(\.\d{1,4})?$/,
  sentence: 'has to be a decimal above 0, such as 19.99',
};
const HAS_A_SIGN = { is: /[A-Za-z0-9]/, sentence: 'has to have a letter or a digit (ASCII)' };

export class FirstMessage {
  @Text({ ...MESSAGE, about: 'What is said.' }) body: string;
  @LanguageTag(LANGUAGE) language?: string;
}

export class NewConversation {
  @KnownMarket({ about: 'A market of GET /markets.', example: 'de' }) market: string;
  @Seller({ optional: true, about: 'Named by a buyer; implied by a seller.' }) seller?: string;
  @Person({ optional: true, about: 'Named by a seller; implied by a buyer.' }) buyer?: string;
  @Text({ max: 100, pattern: ORDER_NUMBER, optional: true, about: 'Number of the order.' }) order?: string;
  @OneOf(TOPICS) topic: Topic;
  @Text({ max: 200 }) subject: string;
  @Part(() => FirstMessage) message: FirstMessage;
}

export class NewMessage {
  @Text({ ...MESSAGE, about: 'What is said.' }) body: string;
  @LanguageTag(LANGUAGE) language?: string;
  @Whole(0, REVISION, {
    optional: true,
    about: 'The last revision the author had seen: only messages up to it are answered (R2.7).',
  })
  seenRevision?: number;
  @Whole(0, REVISION, {
    optional: true,
    about: 'The last revision the author has before them: refused (something-arrived) where anybody wrote since.',
  })
  ifRevision?: number;
  @Uuids(100, { optional: true, about: 'Buyer messages this one answers.' }) answers?: string[];
  @DateOnly({ optional: true, about: 'The date a full answer is promised for (R2.9).' }) promisedBy?: string;
  @Flag({ optional: true, about: 'Written by a program: it answers nothing (R2.8).' }) automatic?: boolean;
  @Hashes(ATTACHMENTS_OF_A_MESSAGE, {
    optional: true,
    about: 'SHA-256 of files that the author has uploaded to this conversation.',
  })
  attachments?: string[];
  @Uuid({ optional: true, about: 'A held message of the own side, in whose place this one is sent (R5.3).' }) replaces?: string;
}

export class Facts implements StageFacts {
  @Text({ max: 100, optional: true }) carrier?: string;
  @Text({ max: 100, pattern: HAS_A_SIGN, optional: true }) trackingNumber?: string;
  @DateOnly({ optional: true }) estimatedDelivery?: string;
  @Text({ max: 20, pattern: ABOVE_ZERO, optional: true, about: 'Decimal, above 0.', example: '19.99' }) amount?: string;
  @OneOf(CURRENCIES, { optional: true, about: 'ISO 4217.', example: 'EUR' }) currency?: string;
  @DateOnly({ optional: true }) newDate?: string;
  @Text({ max: 1_000, lines: true, optional: true }) reason?: string;
}

export class NewStatusUpdate {
  @OneOf(STAGES) stage: Stage;
  @Part(() => Facts, { optional: true, about: 'What the stage requires (R3.1).' }) facts?: Facts;
  @Uuids(100, { optional: true, about: 'Buyer messages this answers: no others (R2.8).' }) answers?: string[];
}

export class NewNote {
  @Text({ ...MESSAGE, about: 'For the own side only; the platform sees those of sellers, too.' }) body: string;
}

export class Assignment {
  @Person({ nullable: true, about: 'A member of the seller, or null for nobody.' }) assignee: string | null;
}

export class Closing {
  @Text({ max: 1_000, lines: true, optional: true, about: 'Both sides see it.' }) reason?: string;
}

export class NewReport {
  @Uuid() message: string;
  @OneOf(REPORTABLE_KINDS) kind: (typeof REPORTABLE_KINDS)[number];
  @Text({ max: 2_000, lines: true, optional: true }) note?: string;
}

export class Decided {
  @Text({ max: 1_000, lines: true, about: 'The sides concerned see it.' }) reason: string;
}

export class ReadMark {
  @Whole(0, REVISION, { optional: true, about: 'A revision; without it, the last one.' }) upTo?: number;
}

export class NoReplyNeeded {
  @OneOf(NO_REPLY_REASONS) reason: NoReplyReason;
}

export class Excuse {
  @Text({ max: 1_000, lines: true }) reason: string;
}

class FoundWords extends FoundByScreening {
  @ApiProperty({ description: 'What stands there.' }) words: string;
}

class OpenedObligation {
  @ApiProperty({ format: 'uuid', description: 'The message that opened it.' }) message: string;
  @ApiProperty({ format: 'date-time' }) dueAt: string;
  @ApiProperty({ format: 'date-time', description: 'From then on, exclusive, it is overdue.' }) overdueAfter: string;
}

/** What a write did; the same for each repetition of it. */
export class Written {
  @ApiProperty({ format: 'uuid' }) conversation: string;
  @ApiProperty({ type: 'integer', description: "The conversation's last revision after this." }) revision: number;
  @ApiProperty({ type: [String], description: 'The events this led to, in order; none when there was nothing to do.' })
  events: string[];
  @ApiProperty({ required: false, format: 'uuid' }) message?: string;
  @ApiProperty({ required: false, format: 'uuid' }) update?: string;
  @ApiProperty({ required: false, format: 'uuid' }) note?: string;
  @ApiProperty({ required: false, format: 'uuid' }) violation?: string;
  @ApiProperty({ required: false, format: 'date-time', description: 'When it happened, by the clock of the server.' })
  at?: string;
  @ApiProperty({ required: false, description: 'The message is kept back for review, by this rule (R2.12, R5.3).' })
  held?: string;
  @ApiProperty({ required: false, type: [FoundWords], description: 'What screening found in what was written (R5.3).' })
  findings?: FoundWords[];
  @ApiProperty({ required: false, type: OpenedObligation }) obligation?: OpenedObligation;
  @ApiProperty({ required: false, type: [String], description: 'Obligations this answered.' }) answered?: string[];
}
