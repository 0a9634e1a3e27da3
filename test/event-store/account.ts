/** For the specs of command handling: an account, its rules, and how it is asked. */
import { randomUUID } from 'node:crypto';
import type { Stamp, Streams } from '../../libs/domain';
import {
  CommandHandling,
  type CommandHandlingOptions,
  type Decider,
  type EventStore,
  type Handled,
  type Stamped,
} from '../../libs/event-store';
import { number, record, text, uuid } from './registry';
import { all } from './store-under-test';

export type Order = { type: 'Deposit'; amount: number } | { type: 'Withdraw'; amount: number } | { type: 'Touch' };
export type Command = Stamped & Order;
export type Happened =
  | { type: 'Deposited'; data: { amount: number } }
  | { type: 'Withdrawn'; data: { amount: number; at: number } }
  | { type: 'Emptied'; data: object }
  | { type: 'CommandAcknowledged'; data: object };
export type Account = { balance: number; lastRevision: number };

/** Small rules with every kind of outcome: one event, two events, none, a refusal. */
export const account: Decider<Account, Command, Happened> = {
  category: 'account',
  initial: { balance: 0, lastRevision: -1 },
  decide(command, state) {
    switch (command.type) {
      case 'Deposit':
        return [{ type: 'Deposited', data: { amount: command.amount } }];
      case 'Withdraw': {
        if (command.amount > state.balance) throw new Error('overdrawn');
        const withdrawn = { type: 'Withdrawn', data: { amount: command.amount, at: command.stamp.at } } as const;
        return command.amount === state.balance ? [withdrawn, { type: 'Emptied', data: {} }] : [withdrawn];
      }
      case 'Touch':
        return [];
    }
  },
  evolve(state, event, { revision }) {
    switch (event.type) {
      case 'Deposited':
        return { balance: state.balance + event.data.amount, lastRevision: revision };
      case 'Withdrawn':
        return { balance: state.balance - event.data.amount, lastRevision: revision };
      case 'Emptied':
        return { ...state, lastRevision: revision };
      case 'CommandAcknowledged':
        return state;
    }
  },
};

const by = ['buyer'] as const;
export const accounts: Streams = {
  account: {
    id: uuid,
    events: {
      Deposited: { data: record({ amount: number }), by },
      Withdrawn: { data: record({ amount: number, at: number }), by },
      Emptied: { data: record({}), by },
      CommandAcknowledged: { data: record({ command: text, at: text }), by },
    },
  },
};

export const NINE = Date.parse('2026-01-05T09:00:00.000Z');
export const deposit = (amount: number): Order => ({ type: 'Deposit', amount });
export const withdraw = (amount: number): Order => ({ type: 'Withdraw', amount });
export const touch: Order = { type: 'Touch' };

export const sent = (commandId: string = randomUUID(), commandHash = 'hash'): Stamp => ({
  commandId,
  commandHash,
  at: NINE,
  actor: { id: 'buyer-1', role: 'buyer' },
  origin: 'test',
  correlationId: 'correlation',
});

export const sentAt = (at: number): Stamp => ({ ...sent(), at });

/** Handles an order as the command of an account. */
export const ask = (
  handling: CommandHandling,
  id: string,
  order: Order,
  stamp: Stamp = sent(),
): Promise<Handled<Happened, Account>> => handling.handle(account, { ...order, id, stamp });

/** Processes that handle commands on a store, and accounts with a past. */
export function accountsOn(store: () => EventStore) {
  /** Each call is another process: it has its own kept states. */
  const process = (options?: CommandHandlingOptions) => new CommandHandling(store(), options);

  /** An account with a past, handled by a process that has or has not seen it. */
  function given(...past: Order[]) {
    const id = randomUUID();
    return {
      id,
      async when(command: Order, handling = process(), stamp = sent()): Promise<Handled<Happened>> {
        const before = process();
        for (const earlier of past) await ask(before, id, earlier);
        return ask(handling, id, command, stamp);
      },
    };
  }

  const stored = async (id: string) => (await all(store().read<Happened>(`account-${id}`))).map(({ type }) => type);

  return { process, given, stored };
}
