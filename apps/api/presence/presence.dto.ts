/** Who is where, as it is told and answered. */
import { ApiProperty } from '@nestjs/swagger';
import { OneOf, Uuid } from '../edge/shape';

/** What somebody does with a conversation. */
const PRESENCE_STATES = ['open', 'writing', 'left'] as const;
type PresenceState = (typeof PRESENCE_STATES)[number];

export class NewPresence {
  @Uuid() conversation: string;
  @OneOf(PRESENCE_STATES, { about: 'Told again every 8 seconds: after 20 it is forgotten.' }) state: PresenceState;
}

export class PresentAnswer {
  @ApiProperty({ format: 'uuid' }) conversation: string;
  @ApiProperty({ description: 'Somebody else of the own side.' }) person: string;
  @ApiProperty({ enum: ['open', 'writing'] }) state: 'open' | 'writing';
}

export class PresenceAnswer {
  @ApiProperty({ type: [PresentAnswer], description: 'By name.' }) items: PresentAnswer[];
}
