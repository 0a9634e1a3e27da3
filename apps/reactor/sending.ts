/** Sends commands that follow from events: many at a time, in order within a stream. */
import {
  conversation,
  MARKET_ROLES,
  type MarketCommand,
  marketCalendar,
  PRECISION_ROLES,
  type PrecisionCommand,
  precision,
  Rejection,
  STANDING_ROLES,
  type StandingCommand,
  standing,
} from '../../libs/domain';
import { type CommandHandling, type Handled, StoreUnavailable, TooManyConflicts } from '../../libs/event-store';
import type { ReactiveCommand } from './reaction';

/** Below the hundred streams that a connection to the store has. */
const IN_FLIGHT = 64;

/** Sends one command. What a rule refuses has been decided: it is told as undefined. */
export async function send(commands: CommandHandling, command: ReactiveCommand): Promise<Handled | undefined> {
  try {
    if (isOfSeller(command)) return await commands.handle(standing, command);
    if (isOfRule(command)) return await commands.handle(precision, command);
    return isOfMarket(command) ? await commands.handle(marketCalendar, command) : await commands.handle(conversation, command);
  } catch (error) {
    if (error instanceof Rejection) return undefined;
    throw error;
  }
}

/** What passes by itself; anything else comes back every time. */
export const isTransient = (error: unknown): boolean => error instanceof StoreUnavailable || error instanceof TooManyConflicts;

const isOfSeller = (command: ReactiveCommand): command is StandingCommand => command.type in STANDING_ROLES;
const isOfRule = (command: ReactiveCommand): command is PrecisionCommand => command.type in PRECISION_ROLES;

const isOfMarket = (command: ReactiveCommand): command is MarketCommand => command.type in MARKET_ROLES;

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
