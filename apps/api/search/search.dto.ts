/** What can be asked of the search, and what is answered. */
import { ApiProperty } from '@nestjs/swagger';
import { TOPICS } from '../../../libs/domain';
import { PLACES } from '../../../libs/read-models';
import { Page, REASON } from '../edge/page.dto';
import { CURSOR, Flag, Instant, KnownMarket, LanguageTag, LIMIT, OneOf, Text, Whole } from '../edge/shape';

const INSTANT = { format: 'date-time' } as const;
const ID = { format: 'uuid' } as const;
const OPTIONAL = { optional: true } as const;

export class SearchQuery {
  @Text({
    max: 200,
    about: 'Words to find: all of them; "quotes" for a phrase, OR between alternatives, - before what is not wanted.',
  })
  q: string;
  @Flag({ optional: true, about: 'The beginning of a word finds it: for a search while typing.' }) prefix?: boolean;
  @LanguageTag(OPTIONAL) language?: string;
  @KnownMarket(OPTIONAL) market?: string;
  @OneOf(TOPICS, OPTIONAL) topic?: string;
  @OneOf(['buyer', 'seller', 'platform'], { optional: true, about: 'Who wrote it.' }) side?: 'buyer' | 'seller' | 'platform';
  @OneOf(['open', 'closed'], { optional: true, about: 'How its conversation stands.' }) state?: 'open' | 'closed';
  @Instant({ optional: true, before: 'to', about: 'Written at this instant or later.' }) from?: string;
  @Instant({ optional: true, about: 'Written before this instant.' }) to?: string;
  @OneOf(['newest', 'best'], { optional: true, about: 'What comes first; newest unless said.' }) sort?: 'newest' | 'best';
  @Text(REASON) reason?: string;
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

class FoundAnswer {
  @ApiProperty(ID) conversation: string;
  @ApiProperty({
    enum: PLACES,
    description:
      'Where it was found: in a message, the subject, the order number, a status update (its facts, tracking number), a note of the own side.',
  })
  where: string;
  @ApiProperty({
    ...ID,
    description: 'Id of the message, note or status update; of a subject or order number, the conversation.',
  })
  item: string;
  @ApiProperty({ ...ID, type: String, nullable: true, description: 'The message, where it is one.' }) message: string | null;
  @ApiProperty() market: string;
  @ApiProperty() seller: string;
  @ApiProperty() buyer: string;
  @ApiProperty() from: string;
  @ApiProperty() author: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty({ description: 'The words found stand between « and ».' }) excerpt: string;
}

export class FoundPage extends Page {
  @ApiProperty({ type: [FoundAnswer] }) items: FoundAnswer[];
  @ApiProperty({
    description:
      'Whether there may be more than was looked at for this page, so that a search has a bound; `next` goes on behind it.',
  })
  bounded: boolean;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'How many of the newest were looked at then; null where all were.',
  })
  bound: number | null;
}
