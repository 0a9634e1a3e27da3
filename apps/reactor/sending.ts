/** Sends commands that follow from events: many at a time, in order within a stream. */
import {
  conversation,
  MARKET_ROLES,
  marketCalendar,
  PRECISION_ROLES,
  precision,
  Rejection,
  STANDING_ROLES,
  standing,
} from '../../libs/domain';
import {
  type CommandHandling,
  type Decider,
  type EventShape,
  type Handled,
  StoreUnavailable,
  TooManyConflicts,
} from '../../libs/event-store';
import type { ReactiveCommand } from './reaction';

/** Below the hundred streams that a connection to the store has. */
const IN_FLIGHT = 64;

/** Sends commands, those of one stream together and in their order. What a rule refuses has been decided. Throws what else went wrong. */
export async function sendAll(handling: CommandHandling, commands: readonly ReactiveCommand[]): Promise<void> {
  const streams = new Map<string, ReactiveCommand[]>();
  for (const command of commands) {
    const stream = `${deciderOf(command).category}-${command.id}`;
    const ofStream = streams.get(stream);
    if (ofStream) ofStream.push(command);
    else streams.set(stream, [command]);
  }
  await forEach([...streams.values()], async (ofStream) => {
    for (const outcome of await handling.handleAll(deciderOf(ofStream[0]), ofStream))
      if (outcome.status === 'rejected' && !(outcome.reason instanceof Rejection)) throw outcome.reason;
  });
}

/** Sends one command. What a rule refuses has been decided: it is told as undefined. */
export async function send(commands: CommandHandling, command: ReactiveCommand): Promise<Handled | undefined> {
  try {
    return await commands.handle(deciderOf(command), command);
  } catch (error) {
    if (error instanceof Rejection) return undefined;
    throw error;
  }
}

/** What passes by itself; anything else comes back every time. */
export const isTransient = (error: unknown): boolean => error instanceof StoreUnavailable || error instanceof TooManyConflicts;

/** The rules that a command is decided by. */
function deciderOf({ type }: ReactiveCommand): Decider<unknown, ReactiveCommand, EventShape> {
  if (type in STANDING_ROLES) return standing;
  if (type in PRECISION_ROLES) return precision;
  return type in MARKET_ROLES ? marketCalendar : conversation;
}

/** Does `work` for each, so many at a time; waits for all of them before it throws what one threw first. */
export async function forEach<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = list.values();
  const failures: unknown[] = [];
  const worker = async () => {
    for (const one of queue) {
      if (failures.length > 0) return;
      await work(one).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, list.length) }, worker));
  if (failures.length > 0) throw failures[0];
}
