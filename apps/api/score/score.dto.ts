/** What can be asked of scores and the ranking, and what is answered. */
import { ApiProperty } from '@nestjs/swagger';
import { STEPS } from '../../../libs/domain';
import { SCORE_PARTS, type ScorePart } from '../../../libs/read-models';
import { Page } from '../edge/page.dto';
import { CURSOR, Instant, LIMIT, OneOf, Position, Text, Whole } from '../edge/shape';

const INSTANT = { format: 'date-time' } as const;
const NUMBER = { type: 'number' } as const;
const COUNT = { type: 'integer' } as const;
const SCORE = { type: Number, nullable: true, description: '0 to 100; null with too few obligations.' } as const;
const VISIBILITY = { ...NUMBER, description: 'What a ranking is multiplied by, 0 to 1.' } as const;
const EFFECT = { enum: ['good', ...STEPS], description: 'What holds for the seller then (R6.4).' } as const;
const AS_OF = { optional: true, about: 'As it was then, by what was known then; default: now.' } as const;
const UP_TO = {
  optional: true,
  about: 'By what stood in the log up to this position, as a change of the ranking names it.',
} as const;

export class ScoreQuery {
  @Instant(AS_OF) asOf?: string;
  @Position(UP_TO) upTo?: string;
  @Whole(0, 90, { optional: true, default: 30, about: 'So many days of history.' }) days?: number;
  @Whole(1, 100, { optional: true, default: 10, about: 'Of the events behind each part so many are shown, the newest.' })
  events?: number;
}

export class ScoreEventsQuery {
  @OneOf(SCORE_PARTS) part: ScorePart;
  @Instant(AS_OF) asOf?: string;
  @Position(UP_TO) upTo?: string;
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class RankingQuery {
  @Position({ optional: true, about: 'Only what came after this position; without it, from the beginning.' }) after?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class RankingStreamQuery {
  @Position({ optional: true, about: 'Where to begin; Last-Event-ID outranks it; without both, now.' }) after?: string;
}

class ScoreEventAnswer {
  @ApiProperty({ format: 'uuid' }) conversation: string;
  @ApiProperty({ description: 'The message, the status update, or the violation it is about.' }) subject: string;
  @ApiProperty({ description: 'Where the event stands.' }) stream: string;
  @ApiProperty(COUNT) revision: number;
  @ApiProperty({ format: 'uuid' }) event: string;
  @ApiProperty({ description: 'Its name.' }) type: string;
  @ApiProperty({ ...INSTANT, description: 'It counts from then on, for 90 days.' }) countsAt: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Counted answer time, milliseconds.' }) countedMs: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of a violation.' }) points: number | null;
}

export class ScoreEventsPage extends Page {
  @ApiProperty({ type: [ScoreEventAnswer], description: 'Newest first.' }) items: ScoreEventAnswer[];
}

class PartEvents extends ScoreEventsPage {
  @ApiProperty({ enum: SCORE_PARTS, description: 'As GET …/score/events pages them, from `next` on.' }) part: ScorePart;
  @ApiProperty({ ...COUNT, description: 'How many there are.' }) count: number;
}

class Part {
  @ApiProperty({ ...NUMBER, description: 'What it can give at most.' }) weight: number;
  @ApiProperty({ ...NUMBER, description: 'What it gives.' }) gives: number;
  @ApiProperty({ type: [PartEvents] }) events: PartEvents[];
}

class InTimePart extends Part {
  @ApiProperty({ type: Number, nullable: true, description: '0 to 1; null of none.' }) share: number | null;
  @ApiProperty(COUNT) inTime: number;
  @ApiProperty({ ...COUNT, description: 'Missed once, whatever ended it (R2.16).' }) missed: number;
}

class MedianPart extends Part {
  @ApiProperty({ type: Number, nullable: true, description: 'Milliseconds of counted time; null without answers.' })
  medianMs: number | null;
  @ApiProperty(COUNT) answers: number;
  @ApiProperty({ ...NUMBER, description: 'From so many hours on it gives nothing.' }) allowanceHours: number;
}

class PointsPart extends Part {
  @ApiProperty(COUNT) points: number;
  @ApiProperty({ ...NUMBER, description: 'From so many points on it gives nothing.' }) limit: number;
}

class ToldPart extends Part {
  @ApiProperty({ type: Number, nullable: true, description: '0 to 1; null where none had to follow, which gives all.' })
  share: number | null;
  @ApiProperty(COUNT) told: number;
  @ApiProperty({ ...COUNT, description: 'Missing after twice the time for it (R3.3).' }) untold: number;
}

class PartsAnswer {
  @ApiProperty() inTime: InTimePart;
  @ApiProperty() median: MedianPart;
  @ApiProperty() points: PointsPart;
  @ApiProperty() told: ToldPart;
}

class WeightsAnswer {
  @ApiProperty() version: string;
  @ApiProperty({ ...INSTANT, description: 'Since when it counts.' }) from: string;
  @ApiProperty(NUMBER) inTime: number;
  @ApiProperty(NUMBER) median: number;
  @ApiProperty(NUMBER) points: number;
  @ApiProperty(NUMBER) told: number;
  @ApiProperty(NUMBER) allowanceHours: number;
  @ApiProperty(NUMBER) pointsLimit: number;
  @ApiProperty({ ...COUNT, description: 'With fewer obligations there is no score.' }) minObligations: number;
  @ApiProperty({ ...NUMBER, description: 'Visibility without a score.' }) neutral: number;
  @ApiProperty({ ...NUMBER, description: 'What restricts visibility.' }) restricted: number;
}

class DayAnswer {
  @ApiProperty({ format: 'date', description: 'A day of UTC.' }) day: string;
  @ApiProperty({ ...INSTANT, description: 'Its last instant; of today, the one asked for.' }) asOf: string;
  @ApiProperty(SCORE) score: number | null;
  @ApiProperty(VISIBILITY) visibility: number;
  @ApiProperty(EFFECT) effect: string;
  @ApiProperty(COUNT) obligations: number;
  @ApiProperty({ type: Number, nullable: true }) inTimeShare: number | null;
  @ApiProperty({ type: Number, nullable: true }) medianMs: number | null;
  @ApiProperty(COUNT) points: number;
  @ApiProperty({ type: Number, nullable: true }) toldShare: number | null;
  @ApiProperty({ description: 'Version of the weights.' }) weights: string;
}

export class ScoreAnswer {
  @ApiProperty() seller: string;
  @ApiProperty(INSTANT) asOf: string;
  @ApiProperty({ ...INSTANT, description: 'What counts lies behind this instant, up to `asOf`.' }) from: string;
  @ApiProperty(SCORE) score: number | null;
  @ApiProperty(VISIBILITY) visibility: number;
  @ApiProperty(EFFECT) effect: string;
  @ApiProperty({ ...COUNT, description: 'Answered in time, or missed.' }) obligations: number;
  @ApiProperty() weights: WeightsAnswer;
  @ApiProperty() parts: PartsAnswer;
  @ApiProperty({ type: [DayAnswer], description: 'Newest first.' }) history: DayAnswer[];
}

export class VisibilityAnswer {
  @ApiProperty() position: string;
  @ApiProperty() seller: string;
  @ApiProperty(VISIBILITY) visibility: number;
  @ApiProperty(SCORE) score: number | null;
  @ApiProperty(EFFECT) effect: string;
  @ApiProperty(COUNT) obligations: number;
  @ApiProperty({ description: 'Version of the weights.' }) weights: string;
  @ApiProperty({ ...INSTANT, description: 'The instant it is computed for.' }) asOf: string;
  @ApiProperty({
    description: 'The log up to which it is computed: GET /v1/sellers/{seller}/score has the same for asOf and upTo.',
  })
  upTo: string;
  @ApiProperty({ ...INSTANT, description: 'When it was recorded.' }) at: string;
}

export class RankingPage {
  @ApiProperty({ type: [VisibilityAnswer], description: 'In commit order; `position` of the last is the next `after`.' })
  items: VisibilityAnswer[];
}
