import { ApiProperty } from '@nestjs/swagger';

export class LiveAnswer {
  @ApiProperty({ enum: ['live'] }) status: string;
}

class Dependency {
  @ApiProperty() ready: boolean;
}

class Dependencies {
  @ApiProperty() eventStore: Dependency;
  @ApiProperty() database: Dependency;
}

class Poison {
  @ApiProperty() position: string;
  @ApiProperty() error: string;
  @ApiProperty({ format: 'date-time' }) since: string;
}

class ProjectionAnswer {
  @ApiProperty() name: string;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ type: 'integer' }) generation: number;
  @ApiProperty() position: string;
  @ApiProperty({ description: 'Age of the oldest event not taken yet, 0 when all are taken.' }) lagSeconds: number;
  @ApiProperty({ format: 'date-time' }) updatedAt: string;
  @ApiProperty({ type: 'integer' }) retries: number;
  @ApiProperty({ type: 'integer' }) parked: number;
  @ApiProperty({ required: false, type: Poison, description: 'The event it stands before.' }) poisoned?: Poison;
}

class Standing {
  @ApiProperty() name: string;
  @ApiProperty({ description: 'Of the event it stands before.' }) position: string;
  @ApiProperty({ format: 'date-time' }) since: string;
  @ApiProperty() reason: string;
}

class AttachmentFault {
  @ApiProperty({ format: 'uuid' }) conversation: string;
  @ApiProperty() sha256: string;
  @ApiProperty({ enum: ['lost', 'altered'] }) why: string;
}

class AttachmentsHealth {
  @ApiProperty({ enum: ['answers', 'away', 'none'], description: 'none: files are not scanned.' }) scanner: string;
  @ApiProperty({ type: 'integer', description: 'Files that wait for the scanner, a thousand at most.' }) waiting: number;
  @ApiProperty({ type: [AttachmentFault], description: 'Files that this process found lost or altered, the newest first.' })
  faults: readonly AttachmentFault[];
}

class ScreeningThreads {
  @ApiProperty({ enum: ['works', 'away', 'off'], description: 'away: no thread starts, and what is written is refused.' })
  status: string;
  @ApiProperty({ type: 'integer', description: 'Threads that hung over a text and were replaced.' }) hung: number;
  @ApiProperty({ type: 'integer', description: 'Threads that ended by themselves.' }) ended: number;
}

class PassedOverEvent {
  @ApiProperty() stream: string;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty() type: string;
  @ApiProperty({ description: 'What makes it none of the events of this product.' }) reason: string;
}

class PassedOverAnswer {
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: [PassedOverEvent], description: 'The last ones, the newest first.' }) latest: readonly PassedOverEvent[];
}

class ProcessClock {
  @ApiProperty({ enum: ['agrees', 'off', 'unknown'], description: "off: more than 5 seconds from the store's." }) status: string;
  @ApiProperty({ required: false, description: "How far it is ahead of the store's." }) offsetMs?: number;
}

/** What the health of the api says. */
export class ReadyAnswer {
  @ApiProperty({ enum: ['ready', 'not-ready'] }) status: string;
  @ApiProperty() dependencies: Dependencies;
  @ApiProperty({ type: [ProjectionAnswer] }) projections: ProjectionAnswer[];
  @ApiProperty({ type: [Standing], description: 'What waits for an operator, and since when.' }) standing: Standing[];
  @ApiProperty({ description: 'What is away or wrong here is shown, not counted.' }) attachments: AttachmentsHealth;
  @ApiProperty({ description: 'The threads of this process that screen.' }) screening: ScreeningThreads;
  @ApiProperty({ description: 'Events in the streams of this product that are none of its own, as this process met them.' })
  passedOver: PassedOverAnswer;
  @ApiProperty({ description: 'The clock of this process.' }) clock: ProcessClock;
}
