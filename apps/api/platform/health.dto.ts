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

/** What the health of the api says. */
export class ReadyAnswer {
  @ApiProperty({ enum: ['ready', 'not-ready'] }) status: string;
  @ApiProperty() dependencies: Dependencies;
  @ApiProperty({ type: [ProjectionAnswer] }) projections: ProjectionAnswer[];
}
