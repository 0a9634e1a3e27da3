/** The reactions of the product. */
import { correctionsIn, idOfStream, KeepTime } from '../../libs/domain';
import { precisionReaction } from './precision';
import type { Reaction } from './reaction';
import { removals, standingReaction } from './standing';

/**
 * R2.6, R2.14: a correction of a calendar moves what is open. What a process opened on the calendar before, because it had not heard of
 * the correction yet, stands behind the correction in the log and is moved when it is met there; what was declared to need no reply
 * meanwhile is looked at when that is contested. Both are asked by `KeepTime`, which first moves what a correction has overtaken.
 */
const calendarCorrections: Reaction = {
  name: 'calendar-corrections',
  worksOffCorrections: true,
  on: {
    // What it moves is found page by page.
    CalendarCorrected: () => [],
    ReplyObligationOpened({ stream, data, position }, { clock, stamp }) {
      const { market, version } = data.calendar;
      // What stands before a correction is found page by page, and counted there.
      const isBehind = correctionsIn(version) < clock.correctionsBefore(market, position);
      return isBehind && !data.imported ? [new KeepTime(idOfStream(stream), stamp(0), clock, data.message)] : [];
    },
    NoReplyNeededContested: ({ stream, data }, { clock, stamp }) => [
      new KeepTime(idOfStream(stream), stamp(0), clock, data.message),
    ],
  },
};

/** All of them; each has a checkpoint of its own. */
export const REACTIONS: readonly Reaction[] = [calendarCorrections, standingReaction, removals, precisionReaction];
