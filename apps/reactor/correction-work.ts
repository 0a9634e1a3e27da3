/** Works off corrections of calendars (R2.6, R2.14): the markets below follow, and what is open is moved, page by page. */
import { setTimeout as sleep } from 'node:timers/promises';
import { CorrectCalendar, calendarDataOf, FollowCorrection, findMarket, followersOf, type MarketEvent } from '../../libs/domain';
import { type Handled, type StoredEvent, StoreUnavailable } from '../../libs/event-store';
import {
  type CorrectionWork,
  claimCorrection,
  correctableObligations,
  correctionFollowed,
  correctionWorked,
  type ObligationPlace,
  waitFor,
} from '../../libs/read-models';
import { reactionStamp } from './reaction';
import type { Reacting } from './reactor';
import { forEach, isTransient, send } from './sending';

const NAME = 'calendar-corrections';
const PAGE = 500;
const TRIES = 3;
const VISIBLE_WITHIN_MS = 10_000;
/** Own ones ring a bell: what is looked for is what another reactor left when it died. */
const IDLE_MS = 2_000;

type Corrected = StoredEvent<Extract<MarketEvent, { type: 'CalendarCorrected' }>>;

/** Numbers of what was worked off, for metrics. */
export interface WorkCounts {
  pages: number;
  moved: number;
  setAside: number;
}

/**
 * Works off corrections until the signal aborts. A page is noted when it was handled; killed before, it is handled again by whoever comes
 * next, with the same commands, which the conversations know by their ids.
 */
export async function workOff(reacting: Reacting, counts: WorkCounts): Promise<void> {
  const { models, owner, signal, onTrouble, commands, correctionsNoted } = reacting;
  let zoned = false;
  for (let failures = 0; !signal.aborted; ) {
    try {
      if (!zoned) await commands.recordZones();
      zoned = true;
      const work = await claimCorrection(models, owner);
      if (work) await step(reacting, work, counts);
      else await correctionsNoted.heard(IDLE_MS, signal);
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      onTrouble(error instanceof Error ? error.message : String(error));
      await sleep(Math.min(5_000, 100 * 2 ** failures++), undefined, { signal }).catch(() => undefined);
    }
  }
}

async function step(reacting: Reacting, work: CorrectionWork, counts: WorkCounts): Promise<void> {
  const { models, owner, clock } = reacting;
  const correction = await eventOf(reacting, work);
  // On the calendar before, nothing would move.
  if (!(await clock.reached(correction.position))) throw new StoreUnavailable('the product clock is behind');
  if (work.followers === undefined) {
    await correctionFollowed(models, work, owner, await follow(reacting, correction));
    return;
  }
  // What was opened before the correction is known to the read model from here on; what comes behind it, the reaction meets.
  if (!(await waitFor(models, 'clock', work.position, VISIBLE_WITHIN_MS)))
    throw new Error(`the clock read model is behind the correction ${work.version} of ${work.market}`);
  const found = await correctableObligations(models, work.market, work.after, PAGE);
  const worked = { found: found.length, moved: 0, voided: 0, failed: 0, position: -1n };
  await forEach(found, async (obligation) => {
    const handled = await moved(reacting, correction, obligation);
    if (!handled) worked.failed++;
    for (const event of handled?.events ?? []) {
      if (event.type === 'ReplyObligationMoved') worked.moved++;
      else if (event.type === 'ViolationVoided') worked.voided++;
    }
    if (handled && handled.events.length > 0 && handled.position > worked.position) worked.position = handled.position;
  });
  if (!(await correctionWorked(models, work, owner, worked, found.at(-1)))) return;
  counts.pages++;
  counts.moved += worked.moved;
  counts.setAside += worked.failed;
}

async function eventOf({ store }: Reacting, { market, revision }: CorrectionWork): Promise<Corrected> {
  for await (const event of store.read<MarketEvent>(`market-${market}`, { from: revision, maxCount: 1 }))
    if (event.type === 'CalendarCorrected') return event as Corrected;
  throw new Error(`market-${market} has no correction at revision ${revision}`);
}

/** Tells the markets below; how many of them it changes. */
async function follow({ commands, clock }: Reacting, event: Corrected): Promise<number> {
  const above = findMarket(event.data.market);
  const holidays = above ? calendarDataOf(above.calendar).holidays : {};
  let followers = 0;
  await forEach(followersOf(event.data.market), async ({ id, calendar }) => {
    const stamp = reactionStamp(NAME, event, id, clock.now());
    const handled = await send(commands, new FollowCorrection(id, stamp, event.data, calendarDataOf(calendar), holidays));
    if (handled && handled.events.length > 0) followers++;
  });
  return followers;
}

/** Moves one obligation; undefined where it cannot be handled and is set aside: one that is odd holds up none of the others. */
async function moved(
  { commands, clock, onTrouble }: Reacting,
  event: Corrected,
  { conversation, message }: ObligationPlace,
): Promise<Pick<Handled, 'events' | 'position'> | undefined> {
  const stamp = reactionStamp(NAME, event, `${conversation} ${message}`, clock.now());
  const command = new CorrectCalendar(conversation, stamp, clock, message, event.data.reason);
  for (let tries = 1; ; tries++) {
    try {
      return (await send(commands, command)) ?? { events: [], position: 0n };
    } catch (error) {
      if (isTransient(error)) throw error;
      if (tries < TRIES) continue;
      const reason = error instanceof Error ? error.message : String(error);
      onTrouble(
        `conversation ${conversation}, message ${message}: not moved by the correction of ${event.data.market}: ${reason}`,
      );
      return undefined;
    }
  }
}
