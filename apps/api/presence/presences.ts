import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ReadModels } from '../../../libs/read-models';
import type { Caller } from '../application/caller';
import { ChangeStreams } from '../audit/change-streams';
import type { NewPresence, PresentAnswer } from './presence.dto';

const FORGOTTEN_AFTER_MS = 20_000;
const LOOKED_THROUGH_EVERY_MS = 1_000;

interface Told extends NewPresence {
  readonly side: string;
  readonly person: string;
}

/** Colleagues: the members of a seller, and the people of the platform. */
const sideOf = ({ role, seller }: Caller): string => (role === 'seller' ? `seller ${seller}` : 'platform');

/**
 * Who has which conversation open or writes in it. Every api process is told by the database; nothing of it is kept, and nothing is an event.
 * Who says nothing more has left, whichever api they said it to: each process says so to its own readers.
 */
@Injectable()
export class Presences implements OnModuleInit, OnModuleDestroy {
  readonly #here = new Map<string, Told & { readonly state: 'open' | 'writing'; readonly until: number }>();
  #lookingThrough: NodeJS.Timeout | undefined;

  constructor(
    @Inject(ReadModels) private readonly models: ReadModels,
    @Inject(ChangeStreams) private readonly streams: ChangeStreams,
  ) {}

  onModuleInit(): void {
    this.models.onPresence((told) => this.#take(JSON.parse(told) as Told));
    this.#lookingThrough = setInterval(() => {
      const now = Date.now();
      for (const one of this.#here.values()) if (one.until < now) this.#take({ ...one, state: 'left' });
    }, LOOKED_THROUGH_EVERY_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.#lookingThrough);
  }

  /** Tells everybody's api that the caller is there, or has left. */
  tell(caller: Caller, { conversation, state }: NewPresence): Promise<void> {
    const told: Told = { conversation, state, side: sideOf(caller), person: caller.sub };
    return this.models.tellPresence(JSON.stringify(told));
  }

  /** Who else of the caller's side is where. */
  of(caller: Caller): PresentAnswer[] {
    const side = sideOf(caller);
    return [...this.#here.values()]
      .filter((one) => one.side === side && one.person !== caller.sub)
      .map(({ conversation, person, state }) => ({ conversation, person, state }))
      .sort((one, other) => (one.person < other.person ? -1 : 1));
  }

  #take({ side, conversation, person, state }: Told): void {
    const key = JSON.stringify([side, conversation, person]);
    const before = this.#here.get(key);
    if (state === 'left') this.#here.delete(key);
    else this.#here.set(key, { side, conversation, person, state, until: Date.now() + FORGOTTEN_AFTER_MS });
    if (before?.state === state) return;
    const isMeant = (reader: Caller) => sideOf(reader) === side && reader.role !== 'buyer' && reader.sub !== person;
    this.streams.tell('presence', { conversation, person, state }, isMeant);
  }
}
