/** What is answered of questions, and asked of a draft. */
import { ApiProperty } from '@nestjs/swagger';
import { EVASION_SIGNS } from '../../../libs/domain';
import { Text } from '../edge/shape';

const ID = { format: 'uuid' } as const;
const OFFSET = { type: 'integer', description: 'In the body of the message, in UTF-16 code units.' } as const;

export class Draft {
  @Text({ max: 10_000, lines: true, evidence: true, about: 'What is being written.' }) body: string;
}

class QuestionPlace {
  @ApiProperty({ ...ID, description: 'The message that asks it.' }) message: string;
  @ApiProperty() text: string;
  @ApiProperty(OFFSET) from: number;
  @ApiProperty(OFFSET) to: number;
}

class QuestionAnswer extends QuestionPlace {
  @ApiProperty({ description: 'No reply has touched it.' }) open: boolean;
  @ApiProperty({
    ...ID,
    type: String,
    nullable: true,
    description: 'The first reply that touches it: whether it answers it is for people to say.',
  })
  touchedBy: string | null;
}

class Evasive {
  @ApiProperty(ID) message: string;
  @ApiProperty({ type: [String], enum: EVASION_SIGNS }) signs: string[];
}

export class QuestionsAnswer {
  @ApiProperty({ type: [QuestionAnswer] }) items: QuestionAnswer[];
  @ApiProperty({ type: 'integer', description: 'Questions that stayed open.' }) open: number;
  @ApiProperty({
    type: [Evasive],
    required: false,
    description: 'For the platform: replies with signs of evasion, a hint and no more.',
  })
  evasive?: Evasive[];
}

class DraftedQuestion extends QuestionPlace {
  @ApiProperty({ description: 'The draft touches it.' }) touched: boolean;
}

export class CoverageAnswer {
  @ApiProperty({ type: [DraftedQuestion], description: 'The questions that are open.' }) items: DraftedQuestion[];
  @ApiProperty({ type: 'integer' }) untouched: number;
}
