/**
 * Sellers, facts of the platform that its systems tell (R1.6): the streams `profile-<seller>`. What is told is the whole profile, and the
 * last word holds; the same again is none.
 */
import { iso } from '../clock';
import { commandEvents, type EventsOf, event } from '../event';
import type { Role, Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, list, mark, type Of, object, oneOf, optional, text } from '../shape';
import { isKnown, type Told } from '../told';

/** What a member of a seller is there (R1.3). */
export const MEMBER_ROLES = ['owner', 'agent'] as const;
/** One of {@link MEMBER_ROLES}. */
export type MemberRole = (typeof MEMBER_ROLES)[number];

const facts = {
  name: text,
  markets: list(text),
  languages: list(text),
  members: list(object({ id: text, role: oneOf(MEMBER_ROLES) })),
};
const profile = object(facts);
/** What is told of a seller. */
export type ProfileFacts = Of<typeof profile>;

/** What happens to a seller's profile. */
export const PROFILE_EVENTS = {
  /** All that is known of it from now on. */
  SellerRecorded: event({ seller: text, ...facts, imported: optional(mark), by: text, at: instant }, ['platform', 'system']),
  ...commandEvents,
};
/** An event of a seller's profile. */
export type ProfileEvent = EventsOf<typeof PROFILE_EVENTS>;

/** Records a seller as it stands; with `importedAt` it is history from before (R1.4). */
export class RecordSeller {
  readonly type = 'RecordSeller';
  constructor(
    /** The seller. */
    readonly id: string,
    readonly stamp: Stamp,
    readonly facts: ProfileFacts,
    /** Of history: since when it is so, in epoch milliseconds (R1.4). */
    readonly importedAt?: number,
  ) {}
}

/** Who may give which command to a profile. */
export const PROFILE_ROLES: Readonly<Record<RecordSeller['type'], readonly Role[]>> = { RecordSeller: ['platform', 'system'] };

/** A seller as it was told last. */
export type Profile = Told<ProfileFacts>;

/** The decider of the streams `profile-<seller>`. */
export const profiles = {
  category: 'profile' as const,
  initial: (): Profile => ({}),
  /** `[]`: that is known, or history that newer word stands above. */
  decide(command: RecordSeller, state: Profile): readonly ProfileEvent[] {
    const { type, id: seller, stamp, facts, importedAt } = command;
    if (!PROFILE_ROLES[type].includes(stamp.actor.role))
      throw new Rejection('forbidden', 'a system of the platform tells of sellers');
    if (isKnown(command, state)) return [];
    const data = {
      seller,
      ...facts,
      ...(importedAt !== undefined && { imported: true as const }),
      by: stamp.actor.id,
      at: iso(importedAt ?? stamp.at),
    };
    return [{ type: 'SellerRecorded', data }];
  },
  evolve(state: Profile, { type, data }: ProfileEvent): Profile {
    if (type === 'CommandAcknowledged') return state;
    const { seller: _, imported, by: __, at: ___, ...told } = data;
    return { told, ...(imported && { imported }) };
  },
};
