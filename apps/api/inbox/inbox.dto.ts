/** What can be asked of the inbox, and what is answered. */
import { ApiProperty } from '@nestjs/swagger';
import { ORDER_ID, ORDER_ID_IS, PERSON_ID, PERSON_ID_IS, TOPICS } from '../../../libs/domain';
import { INBOX_STATES } from '../../../libs/read-models';
import { ObligationAnswer } from '../clock/clock.dto';
import { AboutConversation } from '../conversations/reading.dto';
import { Page, REASON } from '../edge/page.dto';
import { CURSOR, Flag, Instant, LIMIT, OneOf, SomeMarkets, SomeOf, SomeSellers, SomeTexts, Text, Whole } from '../edge/shape';

const INSTANT = { format: 'date-time' } as const;
const ID = { format: 'uuid' } as const;
const NULLABLE = { type: String, nullable: true } as const;
const OPTIONAL = { optional: true } as const;

export class CountsQuery {
  @Flag({ optional: true, about: 'Only with an open obligation that is not imported.' }) needsReply?: boolean;
  @Flag(OPTIONAL) overdue?: boolean;
  @Instant({ optional: true, about: 'Only what is due before.' }) dueBefore?: string;
  @Flag({ optional: true, about: 'Only what waits for the other side.' }) waiting?: boolean;
  @Flag({ optional: true, about: 'Closed ones, or only open ones.' }) closed?: boolean;
  @Flag(OPTIONAL) unread?: boolean;
  @SomeOf(INBOX_STATES, {
    optional: true,
    about: 'Only what is one of these; held: a message of the own side is held back.',
  })
  status?: (typeof INBOX_STATES)[number][];
  @SomeOf(TOPICS, OPTIONAL) topic?: string[];
  @SomeMarkets(OPTIONAL) market?: string[];
  @SomeTexts(100, ORDER_ID, ORDER_ID_IS, OPTIONAL) order?: string[];
  @SomeTexts(255, PERSON_ID, PERSON_ID_IS, OPTIONAL) assignee?: string[];
  @Flag({ optional: true, about: 'Only what nobody has taken, or only what somebody has.' }) unassigned?: boolean;
  @SomeTexts(255, PERSON_ID, PERSON_ID_IS, OPTIONAL) buyer?: string[];
  @Instant({ optional: true, before: 'to', about: 'Only where the last message is of this instant or later.' }) from?: string;
  @Instant({ optional: true, about: 'Only where the last message is before this instant.' }) to?: string;
  @OneOf(['seller', 'platform'], { optional: true, about: '`platform`: what it took over from sellers that are removed.' })
  caredForBy?: 'seller' | 'platform';
  @SomeSellers(OPTIONAL) seller?: string[];
  @Instant({ optional: true, about: 'As it stood then; for the conversations themselves admin and compliance give a reason.' })
  asOf?: string;
}

export class InboxQuery extends CountsQuery {
  @Text(REASON) reason?: string;
  @OneOf(['due', 'latest'], OPTIONAL) sort?: 'due' | 'latest';
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

class LatestMessage {
  @ApiProperty(ID) message: string;
  @ApiProperty() from: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty({
    ...NULLABLE,
    description: 'Its first 140 characters; null for admin and compliance, whose reading is recorded (R1.3).',
  })
  preview: string | null;
}

export class InboxItemAnswer extends AboutConversation {
  @ApiProperty({ ...NULLABLE, description: 'null for admin and compliance, whose reading is recorded (R1.3).' })
  subject: string | null;
  @ApiProperty({ type: 'integer' }) unread: number;
  @ApiProperty({ type: LatestMessage, nullable: true, description: 'null while all there is is held back.' })
  latest: LatestMessage | null;
  @ApiProperty({ type: ObligationAnswer, nullable: true, description: 'The oldest open obligation (R2.1).' })
  oldestObligation: ObligationAnswer | null;
  @ApiProperty({ type: 'integer' }) openObligations: number;
}

export class InboxPage extends Page {
  @ApiProperty({ type: [InboxItemAnswer] }) items: InboxItemAnswer[];
}

export class InboxCounts {
  @ApiProperty({ type: 'integer' }) all: number;
  @ApiProperty({ type: 'integer' }) needsReply: number;
  @ApiProperty({ type: 'integer' }) overdue: number;
  @ApiProperty({ type: 'integer' }) waiting: number;
  @ApiProperty({ type: 'integer', description: 'They need a reply and nobody has taken them.' }) unassigned: number;
  @ApiProperty({ type: 'integer' }) unread: number;
  @ApiProperty({ type: 'integer' }) closed: number;
  @ApiProperty({ type: 'integer', description: 'A message of the own side is held back.' }) held: number;
}
