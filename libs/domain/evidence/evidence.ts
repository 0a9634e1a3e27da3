/** Evidence packages: what is asked for, what became of it, and who took it: the streams `evidence-<id>`. */
import { iso } from '../clock';
import { commandEvents, type EventsOf, event } from '../event';
import { LANGUAGES } from '../market';
import { ROLES, type Role, type Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, list, matching, object, oneOf, optional, text, uuid, whole } from '../shape';

/** Forms a package is made in: the sealed container, and what lawyers' tools read. */
export const EVIDENCE_FORMS = ['asice', 'rsmf', 'vcon'] as const;
/** One of {@link EVIDENCE_FORMS}. */
export type EvidenceForm = (typeof EVIDENCE_FORMS)[number];

const file = { file: text, sha256: matching(/^[0-9a-f]{64}$/, 'a SHA-256'), size: whole };

/** What happens to a package. */
export const EVIDENCE_EVENTS = {
  /** Who wants which conversations, as they were recorded up to `asOf`, what for and why. */
  EvidenceRequested: event(
    {
      evidence: uuid,
      conversations: list(uuid),
      /** How they were chosen. */
      order: optional(text),
      seller: optional(text),
      from: optional(instant),
      to: optional(instant),
      asOf: instant,
      purpose: text,
      reason: text,
      /** Names of the fields that are opened; left out: texts are shown as the other side read them, and nothing is opened. */
      disclose: optional(list(text)),
      language: oneOf(LANGUAGES),
      role: oneOf(ROLES),
      by: text,
      at: instant,
    },
    ['admin', 'compliance'],
  ),
  /** It is there, whole; `log`: leaves of the log that its proofs are of. */
  EvidenceMade: event(
    {
      evidence: uuid,
      ...file,
      events: whole,
      log: whole,
      /** What was made beside the container, which is not among them. */
      forms: optional(list(object({ form: oneOf(EVIDENCE_FORMS), ...file }))),
      at: instant,
    },
    ['system'],
  ),
  /** It cannot be made. */
  EvidenceFailed: event({ evidence: uuid, reason: text, at: instant }, ['system']),
  /** A person whose texts it may show was erased: it is not kept any more. */
  EvidenceErased: event({ evidence: uuid, at: instant }, ['system']),
  /** Somebody took it: it was there and began to be handed out. `part`: only these bytes of it, as when a download goes on where it broke off. */
  EvidenceTaken: event(
    {
      evidence: uuid,
      form: oneOf(EVIDENCE_FORMS),
      part: optional(object({ from: whole, to: whole })),
      role: oneOf(ROLES),
      by: text,
      at: instant,
    },
    ['admin', 'compliance'],
  ),
  ...commandEvents,
};
/** An event of a package. */
export type EvidenceEvent = EventsOf<typeof EVIDENCE_EVENTS>;
type Data<T extends EvidenceEvent['type']> = Extract<EvidenceEvent, { type: T }>['data'];

/** What is asked for. */
export type EvidenceRequest = Omit<Data<'EvidenceRequested'>, 'evidence' | 'role' | 'by' | 'at'>;

/** Asks for a package. */
export class RequestEvidence {
  readonly type = 'RequestEvidence';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly request: EvidenceRequest,
  ) {}
}

/** Says that it is there. */
export class FinishEvidence {
  readonly type = 'FinishEvidence';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly made: Omit<Data<'EvidenceMade'>, 'evidence' | 'at'>,
  ) {}
}

/** Says that it cannot be made, and why. */
export class FailEvidence {
  readonly type = 'FailEvidence';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly reason: string,
  ) {}
}

/** Says that it is not kept any more, since a person in it was erased. */
export class EraseEvidence {
  readonly type = 'EraseEvidence';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
  ) {}
}

/**
 * Takes it, or a part of it. Each answer that hands out bytes is one, so the record has who had which of them: whoever goes on with what
 * somebody else began has a record of their own.
 */
export class TakeEvidence {
  readonly type = 'TakeEvidence';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly form: EvidenceForm,
    readonly part?: { readonly from: number; readonly to: number },
  ) {}
}

/** Commands of a package, by name. */
export const EVIDENCE_COMMANDS = { RequestEvidence, FinishEvidence, FailEvidence, EraseEvidence, TakeEvidence };
/** A command of a package. */
export type EvidenceCommand = InstanceType<(typeof EVIDENCE_COMMANDS)[keyof typeof EVIDENCE_COMMANDS]>;

/** Who may give which command (R1.3). */
export const EVIDENCE_ROLES: Readonly<Record<EvidenceCommand['type'], readonly Role[]>> = {
  RequestEvidence: ['admin', 'compliance'],
  FinishEvidence: ['system'],
  FailEvidence: ['system'],
  EraseEvidence: ['system'],
  TakeEvidence: ['admin', 'compliance'],
};

/** A package as its events tell. */
export interface Evidence {
  readonly requested?: Data<'EvidenceRequested'>;
  readonly made?: Data<'EvidenceMade'>;
  readonly failed?: Data<'EvidenceFailed'>;
  readonly erased?: Data<'EvidenceErased'>;
}

/** A package that was made, in a form; undefined where it was not made in it. */
export const formOf = (
  made: Data<'EvidenceMade'>,
  form: EvidenceForm,
): { readonly file: string; readonly sha256: string; readonly size: number } | undefined =>
  form === 'asice' ? made : made.forms?.find((one) => one.form === form);

/** What may be taken of a package in a form. Throws {@link Rejection} `evidence-not-there`, `evidence-erased`. */
export function takeable({ made, erased }: Evidence, form: EvidenceForm): NonNullable<ReturnType<typeof formOf>> {
  if (erased) throw new Rejection('evidence-erased', 'a person in the package was erased: ask for it again');
  if (!made) throw new Rejection('evidence-not-there', 'the package is not made yet');
  const one = formOf(made, form);
  if (!one) throw new Rejection('evidence-not-there', `the package was made without the form ${form}: ask for it again`);
  return one;
}

/** The decider of the streams `evidence-<id>`. */
export const evidence = {
  category: 'evidence' as const,
  initial: (): Evidence => ({}),
  /** Throws {@link Rejection} `forbidden`, `not-found`, `evidence-not-there`, `evidence-erased`. What is asked or told again is nothing new. */
  decide(command: EvidenceCommand, state: Evidence): readonly EvidenceEvent[] {
    const { type, id, stamp } = command;
    const { id: by, role } = stamp.actor;
    if (!EVIDENCE_ROLES[type].includes(role)) throw new Rejection('forbidden', `${type} is not for the role ${role}`);
    const at = iso(stamp.at);
    if (type === 'RequestEvidence')
      return state.requested ? [] : [{ type: 'EvidenceRequested', data: { evidence: id, ...command.request, role, by, at } }];
    if (!state.requested) throw new Rejection('not-found', 'no such package');
    if (type === 'TakeEvidence') {
      takeable(state, command.form);
      const { form, part } = command;
      return [{ type: 'EvidenceTaken', data: { evidence: id, form, ...(part && { part }), role, by, at } }];
    }
    if (type === 'EraseEvidence')
      return state.made && !state.erased ? [{ type: 'EvidenceErased', data: { evidence: id, at } }] : [];
    if (state.made || state.failed) return [];
    return type === 'FinishEvidence'
      ? [{ type: 'EvidenceMade', data: { evidence: id, ...command.made, at } }]
      : [{ type: 'EvidenceFailed', data: { evidence: id, reason: command.reason, at } }];
  },
  evolve(state: Evidence, { type, data }: EvidenceEvent): Evidence {
    if (type === 'EvidenceRequested') return { ...state, requested: data };
    if (type === 'EvidenceMade') return { ...state, made: data };
    if (type === 'EvidenceErased') return { ...state, erased: data };
    return type === 'EvidenceFailed' ? { ...state, failed: data } : state;
  },
};
