/** What people keep while they write. */
import { ApiProperty } from '@nestjs/swagger';
import type { Draft, SavedReply } from '../../../libs/read-models';
import { LanguageTag, OneOf, Text, Uuid } from '../edge/shape';

const BODY = { max: 10_000, lines: true, evidence: true, nullable: true } as const;
const KINDS = ['reply', 'note'] as const;

export class NewDraft {
  @Uuid() conversation: string;
  @OneOf(KINDS) kind: Draft['kind'];
  @Text({ ...BODY, about: 'null: forgotten.' }) body: string | null;
}

class DraftAnswer implements Draft {
  @ApiProperty({ format: 'uuid' }) conversation: string;
  @ApiProperty({ enum: KINDS }) kind: Draft['kind'];
  @ApiProperty() body: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class DraftsAnswer {
  @ApiProperty({ type: [DraftAnswer], description: "The caller's own, the newest first." }) items: DraftAnswer[];
}

export class NewSavedReply {
  @Text({ max: 100 }) name: string;
  @LanguageTag({ example: 'de' }) language: string;
  @Text({ ...BODY, about: 'With places such as {buyer}, {order}; null: forgotten.' }) body: string | null;
}

class SavedReplyAnswer implements SavedReply {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty() language: string;
  @ApiProperty() body: string;
}

export class SavedRepliesAnswer {
  @ApiProperty({ type: [SavedReplyAnswer] }) items: SavedReplyAnswer[];
}
