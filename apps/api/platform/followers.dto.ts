/** What is asked and answered of what follows the log. */
import { ApiProperty } from '@nestjs/swagger';
import { Position, Text } from '../edge/shape';

const INSTANT = { format: 'date-time' } as const;
const NULLABLE = { type: String, nullable: true } as const;

export class Reasoned {
  @Text({ max: 1_000, lines: true }) reason: string;
}

export class ToPark extends Reasoned {
  @Position({ about: 'Of the event that the follower stands before.' }) position: string;
}

class EventNamed {
  @ApiProperty() position: string;
  @ApiProperty({ ...NULLABLE, description: 'null: the store has none there that is the product’s.' }) stream: string | null;
  @ApiProperty({ type: 'integer', nullable: true }) revision: number | null;
  @ApiProperty(NULLABLE) type: string | null;
  @ApiProperty() reason: string;
  @ApiProperty(INSTANT) since: string;
}

class EventDecided extends EventNamed {
  @ApiProperty() by: string;
  @ApiProperty({
    enum: ['parked', 'retried'],
    description: 'retried: its tables are filled anew, those in use lack it until then.',
  })
  state: string;
}

class FollowerAnswer {
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['projection', 'reaction'] }) kind: string;
  @ApiProperty({ type: [EventNamed], description: 'What it stands before.' }) standing: EventNamed[];
  @ApiProperty({ type: [EventDecided], description: 'What it passed over.' }) parked: EventDecided[];
}

export class FollowersAnswer {
  @ApiProperty({ type: [FollowerAnswer] }) items: FollowerAnswer[];
}

export class ParkingAnswer {
  @ApiProperty() follower: string;
  @ApiProperty() position: string;
  @ApiProperty() parked: boolean;
}
