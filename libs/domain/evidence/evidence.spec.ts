import type { Stamp } from '../people';
import {
  EraseEvidence,
  EVIDENCE_ROLES,
  type EvidenceCommand,
  type EvidenceEvent,
  evidence,
  FailEvidence,
  FinishEvidence,
  formOf,
  RequestEvidence,
  TakeEvidence,
} from './evidence';

const ID = '00000000-0000-4000-8000-000000000001';
const AT = '2026-03-02T09:00:00.000Z';
const by = (role: Stamp['actor']['role']): Stamp => ({
  ...{ actor: { id: 'cleo', role }, at: Date.parse(AT), commandId: 'c', commandHash: 'h', origin: 'spec', correlationId: 'c' },
});
const asked = {
  conversations: [ID],
  asOf: AT,
  purpose: 'a court',
  reason: 'case 7',
  disclose: ['body'],
  language: 'de',
} as const;
const made = { file: 'p.asice', sha256: 'a'.repeat(64), size: 7, events: 3, log: 9 };
const requested: EvidenceEvent = {
  type: 'EvidenceRequested',
  data: { evidence: ID, ...asked, role: 'compliance', by: 'cleo', at: AT },
};
const whole: EvidenceEvent = { type: 'EvidenceMade', data: { evidence: ID, ...made, at: AT } };
const failed: EvidenceEvent = { type: 'EvidenceFailed', data: { evidence: ID, reason: 'why', at: AT } };
const when = (given: readonly EvidenceEvent[], command: EvidenceCommand) =>
  evidence.decide(command, given.reduce(evidence.evolve, evidence.initial()));

describe('an evidence package', () => {
  it('is asked for once, with who, what for and why', () => {
    const command = new RequestEvidence(ID, by('compliance'), asked);
    expect(when([], command)).toEqual([requested]);
    expect(when([requested], command)).toEqual([]);
  });

  it('is made or fails, once', () => {
    expect(when([requested], new FinishEvidence(ID, by('system'), made))).toEqual([whole]);
    expect(when([requested], new FailEvidence(ID, by('system'), 'why'))).toEqual([failed]);
    for (const end of [whole, failed]) {
      expect(when([requested, end], new FinishEvidence(ID, by('system'), made))).toEqual([]);
      expect(when([requested, end], new FailEvidence(ID, by('system'), 'why'))).toEqual([]);
    }
  });

  it('is taken only when it is there, and each time is on record', () => {
    const take = new TakeEvidence(ID, by('admin'), 'asice');
    const taken = { type: 'EvidenceTaken', data: { evidence: ID, form: 'asice', role: 'admin', by: 'cleo', at: AT } };
    expect(when([requested, whole], take)).toEqual([taken]);
    expect(when([requested, whole, taken as EvidenceEvent], take)).toEqual([taken]);
    const part = { from: 3, to: 6 };
    expect(when([requested, whole], new TakeEvidence(ID, by('admin'), 'asice', part))).toEqual([
      { ...taken, data: { ...taken.data, part } },
    ]);
    expect(() => when([], take)).toThrow('no such package');
    for (const given of [[requested], [requested, failed]]) expect(() => when(given, take)).toThrow('not made yet');
  });

  it('is taken in the forms it was made in', () => {
    const vcon = { form: 'vcon' as const, file: 'p.vcon', sha256: 'b'.repeat(64), size: 3 };
    const given: EvidenceEvent[] = [requested, { type: 'EvidenceMade', data: { ...whole.data, forms: [vcon] } } as EvidenceEvent];
    expect(when(given, new TakeEvidence(ID, by('admin'), 'vcon'))).toMatchObject([{ data: { form: 'vcon' } }]);
    for (const [events, form] of [
      [given, 'rsmf'],
      [[requested, whole], 'vcon'],
    ] as const)
      expect(() => when(events, new TakeEvidence(ID, by('admin'), form))).toThrow(`was made without the form ${form}`);
    expect(formOf({ ...made, evidence: ID, at: AT, forms: [vcon] }, 'asice')).toMatchObject({ sha256: made.sha256 });
  });

  it('is erased once, where it was made, and not taken any more', () => {
    const command = new EraseEvidence(ID, by('system'));
    const erased: EvidenceEvent = { type: 'EvidenceErased', data: { evidence: ID, at: AT } };
    expect(when([requested, whole], command)).toEqual([erased]);
    for (const given of [[requested], [requested, failed], [requested, whole, erased]]) expect(when(given, command)).toEqual([]);
    expect(() => when([requested, whole, erased], new TakeEvidence(ID, by('admin'), 'asice'))).toThrow('was erased');
  });

  it('is for compliance and admins; only the product says what became of it', () => {
    const commands = [
      new RequestEvidence(ID, by('seller'), asked),
      new TakeEvidence(ID, by('buyer'), 'asice'),
      new FinishEvidence(ID, by('admin'), made),
      new FailEvidence(ID, by('compliance'), 'x'),
      new EraseEvidence(ID, by('compliance')),
    ];
    for (const command of commands) expect(() => when([requested, whole], command)).toThrow('not for the role');
    expect(Object.keys(EVIDENCE_ROLES)).toEqual(
      commands
        .map(({ type }) => type)
        .sort((a, b) => Object.keys(EVIDENCE_ROLES).indexOf(a) - Object.keys(EVIDENCE_ROLES).indexOf(b)),
    );
  });
});
