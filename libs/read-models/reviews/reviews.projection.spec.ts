import { ADMIN, history, opens, projected, SELLER, type Told } from '../shared/given';
import { reviews } from './reviews.projection';

const SAMPLED = '00000000-0000-4000-8000-000000000000';
const OTHER = '00000001-0000-4000-8000-000000000000';
const clean = { ruleSet: 'x', versions: {}, findings: [] };
const found = { ...clean, findings: [{ kind: 'external-contact', rule: 'contact.phone' }] };
const sent = (message: string, more: object = {}): Told => [
  'MessageSent',
  { message, from: 'seller', author: 'anna', body: 'It is blue.', language: 'en', screened: clean, ...more },
  SELLER,
];
const asks: Told = ['MessageSent', { message: 'b1', from: 'buyer', author: 'b1', body: 'Is it blue?', language: 'en' }];
const evades = sent(OTHER, { body: 'Thank you.' });
const items = (...told: Told[]) => projected(reviews, history(opens(), ...told)).reviews_items;
const sampled = {
  subject: SAMPLED,
  what: 'message',
  source: 'sample',
  kind: null,
  signs: [],
  state: 'waiting',
  sender: 'seller',
};
const hint = { subject: OTHER, what: 'message', source: 'evasion', kind: 'evasive-answer', signs: ['no-question-touched'] };
const reviewed = (message: string, more: object = {}): Told => [
  'MessageReviewed',
  { message, reason: 'So it is.', by: 'root', ...more },
  ADMIN,
];

describe('what is looked at though nobody accuses it', () => {
  it('R5.2 is one in a hundred messages in which screening found nothing', () => {
    expect(items(sent(SAMPLED))).toMatchObject([{ ...sampled, language: 'en', evidence: { message: SAMPLED, revision: 1 } }]);
    expect(items(sent(SAMPLED, { from: 'buyer' }))).toMatchObject([{ ...sampled, sender: 'buyer' }]);
    for (const more of [{ screened: found }, { screened: undefined }, { automatic: true }])
      expect(items(sent(SAMPLED, more))).toEqual([]);
    expect(items(sent(OTHER))).toEqual([]);
  });

  it('R4.2 is a reply with signs of evasion, which is then no sample', () => {
    expect(items(asks, evades)).toMatchObject([
      { ...hint, state: 'waiting', rule: null, evidence: { message: OTHER, revision: 2 } },
    ]);
    expect(items(asks, sent(SAMPLED, { body: 'Thank you.' }))).toMatchObject([{ ...hint, subject: SAMPLED }]);
    expect(items(asks, sent(OTHER))).toEqual([]);
  });

  it('is clean or a violation as the reviewer says', () => {
    expect(items(sent(SAMPLED), reviewed(SAMPLED))).toMatchObject([
      { state: 'clean', decided: { by: 'root', reason: 'So it is.' } },
    ]);
    expect(items(asks, evades, reviewed(OTHER, { kind: 'evasive-answer' }))).toMatchObject([{ state: 'violation' }]);
    expect(items(asks, sent(OTHER), reviewed(OTHER))).toEqual([]);
  });
});

describe('what is told with an accusation', () => {
  const held = (more: object): Told => [
    'MessageHeld',
    { message: OTHER, from: 'seller', author: 'anna', body: 'x', reason: 'contact.phone', ...more },
    SELLER,
  ];
  const recorded = (kind: string): Told => [
    'ViolationRecorded',
    { violation: 'v1', kind, source: 'report', status: 'suspected', evidence: { message: OTHER, revision: 2 }, by: 'b1' },
  ];

  it('R5.3 is the kind that a message is held for', () => {
    expect(items(held({ screened: found }))).toMatchObject([{ kind: 'external-contact', rule: 'contact.phone', state: 'held' }]);
    expect(items(held({}))).toMatchObject([{ kind: null, rule: 'contact.phone', state: 'held' }]);
  });

  it('R4.2 are the signs that a reply evades, where that is what it is accused of', () => {
    expect(items(asks, evades, recorded('evasive-answer'))).toMatchObject([
      hint,
      { subject: 'v1', signs: ['no-question-touched'] },
    ]);
    expect(items(asks, evades, recorded('marketing'))).toMatchObject([hint, { subject: 'v1', signs: [] }]);
    expect(items(asks, sent(OTHER), recorded('evasive-answer'))).toMatchObject([{ subject: 'v1', signs: [] }]);
  });

  it('R5.2 is the command that decided it', () => {
    const decides: Told = ['ViolationDismissed', { violation: 'v1', reason: 'x', by: 'root' }, { ...ADMIN, $causationId: 'k' }];
    expect(items(asks, sent(OTHER), recorded('marketing'), decides)).toMatchObject([{ state: 'dismissed', decided_with: 'k' }]);
    expect(items(asks, sent(OTHER), recorded('marketing'))).toMatchObject([{ state: 'suspected', decided_with: null }]);
  });
});
