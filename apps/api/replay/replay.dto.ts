/** What can be asked of a replay, and what is answered. */
import { ApiProperty } from '@nestjs/swagger';
import { LENSES, type Lens, STREAMS } from '../../../libs/domain';
import { Page, REASON } from '../edge/page.dto';
import { CURSOR, Flag, Instant, LIMIT, OneOf, Text, Whole } from '../edge/shape';

const INSTANT = { format: 'date-time' } as const;
const ID = { format: 'uuid' } as const;
const ABSENT = { required: false } as const;
const VALUE = { anyOf: ['string', 'number', 'boolean', 'null'].map((type) => ({ type })) };
const ANYTHING = { type: 'object', additionalProperties: true } as const;

export class ReplayQuery {
  @Text(REASON) reason?: string;
  @Instant({ optional: true, about: 'As it stood then, by the time at which events were recorded.' }) asOf?: string;
  @Whole(0, 2_147_483_647, { optional: true, about: 'As it stood after this event.' }) revision?: number;
  @OneOf(LENSES, { optional: true, about: 'Whose eyes it is seen with: of a party its own only; default of the platform: all.' })
  lens?: Lens;
  @Flag({
    optional: true,
    about: 'false, of lines: steps without sentence, causes and what their own events changed, for who folds the events.',
  })
  changes?: boolean;
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

class ChangeShown {
  @ApiProperty({
    enum: ['conversation', 'message', 'note', 'update', 'obligation', 'violation', 'review', 'reading', 'standing', 'order'],
  })
  of: string;
  @ApiProperty({ ...ABSENT, description: 'Its id; of the conversation, the standing and the order none.' }) id?: string;
  @ApiProperty({ example: 'status' }) field: string;
  @ApiProperty({ ...VALUE, description: 'null: there was none.' }) before: unknown;
  @ApiProperty({ ...VALUE, description: 'null: there is none.' }) after: unknown;
  @ApiProperty({ ...ABSENT, type: 'integer', description: 'The event that changed it.' }) revision?: number;
}

class CauseShown {
  @ApiProperty({
    enum: ['event', 'command', 'message', 'obligation', 'violation', 'update', 'note', 'conversation', 'elsewhere'],
    description: 'elsewhere: an event or a command of another stream.',
  })
  what: string;
  @ApiProperty() id: string;
  @ApiProperty({ ...ABSENT, type: 'integer', description: 'The event of this conversation.' }) revision?: number;
}

class EventShown {
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty(ID) id: string;
  @ApiProperty({ enum: Object.keys(STREAMS.conversation.events) }) type: string;
  @ApiProperty({ ...ANYTHING, description: 'As the lens shows it.' }) data: object;
  @ApiProperty({ ...INSTANT, description: "By the product's time." }) at: string;
  @ApiProperty({ ...INSTANT, description: "By the store's clock." }) recorded: string;
  @ApiProperty() actor: string;
  @ApiProperty() role: string;
  @ApiProperty() command: string;
  @ApiProperty({ ...ABSENT, description: 'What led to the command, where that is not the command itself.' }) causation?: string;
  @ApiProperty({ ...ABSENT, description: 'For the platform.' }) origin?: string;
  @ApiProperty({ type: [CauseShown], description: 'What it names of what was there already.' }) causes: CauseShown[];
}

class StepShown {
  @ApiProperty({ type: 'integer', description: 'Revision of its first event.' }) from: number;
  @ApiProperty({ type: 'integer', description: 'Revision of its last event.' }) to: number;
  @ApiProperty() command: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty() actor: string;
  @ApiProperty() role: string;
  @ApiProperty({
    description: 'What happened, in one sentence.',
    example: 'buyer asked; an answer is due Monday 24:00 Europe/Berlin',
  })
  told: string;
  @ApiProperty({ type: [ChangeShown] }) changes: ChangeShown[];
  @ApiProperty({ type: [CauseShown], description: 'What happened before and led to it.' }) causes: CauseShown[];
  @ApiProperty({ type: [EventShown] }) events: EventShown[];
}

class StepBeside {
  @ApiProperty({ type: 'integer' }) from: number;
  @ApiProperty({ type: 'integer', description: 'Ask for this revision to go there.' }) to: number;
  @ApiProperty() command: string;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty() told: string;
  @ApiProperty({ description: 'It had not happened yet.' }) isLater: boolean;
}

class StepsPage extends Page {
  @ApiProperty({ type: [StepShown] }) items: StepShown[];
}

export class ReplayAnswer {
  @ApiProperty(ID) conversation: string;
  @ApiProperty({ ...INSTANT, description: 'The moment.' }) asOf: string;
  @ApiProperty({ type: 'integer', description: 'Of the last event up to then.' }) revision: number;
  @ApiProperty({ enum: LENSES }) lens: string;
  @ApiProperty({ type: StepBeside, nullable: true, description: 'The command that led here.' }) step: StepBeside | null;
  @ApiProperty({ type: StepBeside, nullable: true }) previous: StepBeside | null;
  @ApiProperty({ type: StepBeside, nullable: true }) next: StepBeside | null;
  @ApiProperty({
    ...ANYTHING,
    description:
      'The conversation as it stood: parties, status, messages and notes with masks, status updates, obligations with their clock, violations, who had read what, the standing of the seller and the order. `leftOut`: how many older ones are not shown.',
  })
  state: object;
  @ApiProperty({ type: 'array', items: ANYTHING, description: 'The calendars that the obligations were counted by, as data.' })
  calendars: object[];
  @ApiProperty({ type: StepsPage, description: 'The commands up to that moment, oldest first.' }) steps: StepsPage;
}
