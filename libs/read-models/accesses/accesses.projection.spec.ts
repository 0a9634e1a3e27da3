import { ADMIN, AT, history, NOW, opens, projected, type Told, touched } from '../shared/given';
import { accesses } from './accesses.projection';

const looked: Told = [
  'HistoryAccessed',
  { role: 'admin', by: 'root', reason: 'dispute', what: 'replay', asOf: AT, revision: 3 },
  ADMIN,
];
const searched: Told = ['HistoryAccessed', { role: 'admin', by: 'root', reason: 'x', what: 'search', search: 'lamp' }, ADMIN];
const refusal = (more: object = {}): Told => [
  'AccessRefused',
  { role: 'admin', by: 'root', what: 'GET /v1/search', status: 400, code: 'invalid', ...more },
  ADMIN,
  'refusal-r1',
];
const nothing = { about: null, as_of: null, revision: null };
const row = { at: NOW, person: 'root', role: 'admin', origin: 'api' };
const ofC1 = { conversation: 'c1', seller: 's1', buyer: 'b1', order_ref: 'o1' };
const ofNone = { conversation: null, seller: null, buyer: null, order_ref: null };

describe('accesses', () => {
  const told = [
    opens({ order: 'o1' }),
    looked,
    searched,
    refusal(),
    refusal({ conversation: 'c1', reason: 'x', of: 's', field: 'asOf' }),
  ];
  it('say who read what of whom and why, and what was refused', () => {
    const refused = { status: 400, code: 'invalid' };
    expect(projected(accesses, history(...told)).accesses_entries).toEqual([
      { ...row, ...ofC1, position: 10, what: 'replay', reason: 'dispute', about: null, as_of: AT, revision: 3, refused: null },
      { ...row, ...ofC1, ...nothing, position: 20, what: 'search', reason: 'x', about: 'lamp', refused: null },
      { ...row, ...ofNone, ...nothing, position: 30, what: 'GET /v1/search', reason: null, refused },
      {
        ...{ ...row, ...ofC1, ...nothing, position: 40, what: 'GET /v1/search', reason: 'x', about: 's' },
        refused: { ...refused, field: 'asOf' },
      },
    ]);
  });

  it('have what was refused of proofs when that was recorded apart', () => {
    const refused: Told = [
      'ProofRefused',
      { proof: 'inclusion', asked: 'e1', reason: 'event-unknown', by: 'root' },
      ADMIN,
      'log-refusals',
    ];
    expect(projected(accesses, history(refused)).accesses_entries).toEqual([
      {
        ...{ ...row, ...ofNone, ...nothing, position: 0, what: 'proof/inclusion', reason: null, about: 'e1' },
        refused: { status: 404, code: 'event-unknown' },
      },
    ]);
  });

  it('name no parties of a conversation that is guessed at', () => {
    expect(projected(accesses, history(opens(), refusal({ conversation: 'c2' }))).accesses_entries).toMatchObject([
      { ...ofNone, conversation: 'c2' },
    ]);
  });

  it('touch the conversation they are about', () => {
    expect(touched(accesses, history(...told))).toEqual([
      ['ConversationOpened'],
      ['HistoryAccessed', 'accesses_conversations c1'],
      ['HistoryAccessed', 'accesses_conversations c1'],
      ['AccessRefused'],
      ['AccessRefused', 'accesses_conversations c1'],
    ]);
  });
});
