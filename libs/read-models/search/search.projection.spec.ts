import {
  ADMIN,
  AT,
  asks,
  closes,
  history,
  holds,
  lifts,
  MASK,
  notes,
  opens,
  parties,
  projected,
  reads,
  releases,
  reopens,
  replies,
  SELLER,
  screened,
  stranger,
  type Told,
  tells,
  touched,
} from '../shared/given';
import { search } from './search.projection';

describe('what can be found', () => {
  const OF_MARKET = ['market:de', 'topic:order'];
  const entry = (place: string, id: string, position: number, more: object = {}) => ({
    ...{ conversation: 'c1', place, item: id, market: 'de', seller: 's1', buyer: 'b1', sender: 'buyer', author: 'b1' },
    ...{ body: 'Hello?', cut: 'hello', config: 'german', at: AT, ordinal: 4 * position, masked: false, starts: null },
    ...{ labels: ['seller:s1', 'buyer:b1', ...OF_MARKET, 'side:buyer'], ...more },
  });
  const bySeller = { sender: 'seller', author: 'anna', labels: ['seller:s1', 'buyer:b1', ...OF_MARKET, 'side:seller'] };
  const subject = entry('subject', 'c1', 0, { body: 'Where?', cut: 'where' });
  const shown = (...told: Told[]) => projected(search, history(...told));
  const rows = (entries: object[], state = 'open') => ({
    ...{ search_conversations: [{ conversation: 'c1', ...parties, state }], search_entries: entries },
  });

  it('is the subject and the order, by who opened it; of imported history by the buyer', () => {
    const number = { body: 'A 1', cut: 'a 1', ordinal: 1 };
    const labels = ['seller:s1', 'buyer:b1', ...OF_MARKET, 'side:buyer', 'number:a1'];
    expect(shown(opens({ order: 'A 1' }))).toEqual(rows([subject, entry('order', 'c1', 0, { ...number, labels })]));
    const [type, data] = opens();
    expect(shown([type, data, SELLER])).toEqual(rows([{ ...subject, ...bySeller }]));
    expect(shown([type, { ...data, imported: true }, SELLER])).toEqual(rows([subject]));
  });

  it('is there twice where something is masked: as it was written for its own side, without that for the other', () => {
    const own = (side: string, of = side) => [`${side === 'seller' ? 'seller:s1' : 'buyer:b1'}`, ...OF_MARKET, `side:${of}`];
    const twice = (one: object, other: object, by: 'buyer' | 'seller', ...numbers: string[]) => [
      { ...one, labels: [...own(by), ...numbers] },
      { ...one, ...other, masked: true, labels: own(by === 'buyer' ? 'seller' : 'buyer', by) },
    ];
    const told: Told = tells('u1', { facts: { trackingNumber: 'A 1' }, screened: screened('facts.trackingNumber', 'mask') });
    const status = { ...bySeller, body: 'return-received · A 1', cut: 'return received a 1' };
    expect(
      shown(opens({ screened: screened('subject', 'mask') }), asks('m1', { screened: screened('body', 'mask') }), told),
    ).toEqual(
      rows([
        ...twice(subject, { body: `${MASK}ere?`, cut: 'ere', ordinal: 2 }, 'buyer'),
        ...twice(entry('message', 'm1', 10), { body: `${MASK}llo?`, cut: 'llo', ordinal: 42 }, 'buyer'),
        ...twice(
          entry('status', 'u1', 20, status),
          { body: `return-received · ${MASK}1`, cut: 'return received 1', ordinal: 82, starts: { 'facts.trackingNumber': 18 } },
          'seller',
          'number:a1',
        ),
      ]),
    );
    // Lifted, the other side finds it again; what else is masked stays so.
    const all = [opens({ screened: screened('subject', 'mask') }), asks('m1', { screened: screened('body', 'mask') }), told];
    const others = (...lifting: Told[]) =>
      shown(...all, ...lifting).search_entries.flatMap(({ masked, body, cut, labels }) =>
        masked ? [{ body, cut, labels }] : [],
      );
    const [subjects, bodies, facts] = others();
    expect(others(lifts(0), lifts(2, { update: 'u1' }))).toEqual([
      { ...subjects, body: 'Where?', cut: 'where' },
      bodies,
      { body: status.body, cut: status.cut, labels: [...(facts.labels as string[]), 'number:a1'] },
    ]);
    const rest = (field: string) => ({ masks: [{ field, kind: 'external-contact', from: 2, to: 3 }] });
    expect(
      others(lifts(1, { message: 'm1', ...rest('body') }), lifts(2, { update: 'u1', ...rest('facts.trackingNumber') })),
    ).toEqual([
      subjects,
      { ...bodies, body: `He${MASK}lo?`, cut: 'he lo' },
      { ...facts, body: `return-received · A ${MASK}`, cut: 'return received a' },
    ]);
    // A reason of an ending and the name of an attachment are found by nobody.
    expect(others(lifts(3), lifts(0, { upload: {} }))).toEqual([subjects, bodies, facts]);
    const [type, data, by] = holds('r1');
    const held: Told = [type, { ...data, screened: screened('body', 'mask') }, by];
    expect(shown(opens(), held).search_entries).toHaveLength(2);
  });

  it('is what was said, in its language or that of the market', () => {
    expect(shown(opens(), asks('m1'), replies('r1', 'anna', { language: 'en' }))).toEqual(
      rows([
        subject,
        entry('message', 'm1', 10),
        entry('message', 'r1', 20, { ...bySeller, body: 'Hi.', cut: 'hi', config: 'english' }),
      ]),
    );
    const admin: Told = ['MessageSent', { message: 'a1', from: 'admin', author: 'root', body: 'Hello?' }, ADMIN];
    const labels = ['seller:s1', 'buyer:b1', ...OF_MARKET, 'side:platform'];
    expect(shown(opens(), admin)).toEqual(
      rows([subject, entry('message', 'a1', 10, { sender: 'admin', author: 'root', labels })]),
    );
  });

  it('is by its author alone where it is held, and by both once it is released', () => {
    const held = { body: 'Mail me.', cut: 'mail me', sender: 'seller', author: 'bob' };
    const alone = ['seller:s1', ...OF_MARKET, 'side:seller'];
    expect(shown(opens(), holds('r1'))).toEqual(rows([subject, entry('message', 'r1', 10, { ...held, labels: alone })]));
    expect(shown(opens(), holds('r1'), releases('r1'))).toEqual(
      rows([subject, entry('message', 'r1', 10, { ...held, labels: [...alone, 'buyer:b1'] })]),
    );
    expect(shown(opens(), holds('m1', 'buyer', 'b1')).search_entries[1].labels).toEqual(['buyer:b1', ...OF_MARKET, 'side:buyer']);
    expect(shown(opens(), releases('r9'))).toEqual(rows([subject]));
  });

  it('is a note by the side that wrote it', () => {
    const note = { body: 'Call.', cut: 'call' };
    const [own, platform] = [
      ['seller:s1', ...OF_MARKET, 'side:seller'],
      [...OF_MARKET, 'side:platform'],
    ];
    expect(shown(opens(), notes('n1'), notes('n2', ADMIN))).toEqual(
      rows([
        subject,
        entry('note', 'n1', 10, { ...note, sender: 'seller', author: 'anna', labels: own }),
        entry('note', 'n2', 20, { ...note, sender: 'admin', author: 'root', labels: platform }),
      ]),
    );
  });

  it('is a status update with its facts, a tracking number however it is typed', () => {
    const facts = { carrier: 'DHL', trackingNumber: 'JD 01' };
    expect(shown(opens(), tells('u1'), tells('u2', { stage: 'shipped', facts }))).toEqual(
      rows([
        subject,
        entry('status', 'u1', 10, { ...bySeller, body: 'return-received', cut: 'return received' }),
        entry('status', 'u2', 20, {
          ...{ ...bySeller, body: 'shipped · DHL · JD 01', cut: 'shipped dhl jd 01' },
          labels: [...bySeller.labels, 'number:jd01'],
        }),
      ]),
    );
  });

  it('knows whether its conversation is open', () => {
    expect(shown(opens(), closes)).toEqual(rows([subject], 'closed'));
    expect(shown(opens(), closes, reopens)).toEqual(rows([subject], 'open'));
  });

  it('is nothing without its opening, and nothing that is of no conversation', () => {
    expect(shown(stranger, closes, asks('m1'), holds('r1'), releases('r1'))).toEqual({
      search_conversations: [],
      search_entries: [],
    });
  });

  it('touches its conversation, and the message that is released', () => {
    const events = history(
      opens(),
      asks('m1'),
      holds('r1'),
      releases('r1'),
      notes('n1'),
      tells('u1'),
      closes,
      reopens,
      reads,
      lifts(0),
      lifts(1, { message: 'm1' }),
      lifts(6),
      stranger,
      ['MessageSent', {}, ADMIN, 'market-de'],
    );
    expect(touched(search, events)).toEqual([
      ['ConversationOpened'],
      ...['MessageSent', 'MessageHeld'].map((type) => [type, 'search_conversations c1']),
      ['MessageReleased', 'search_conversations c1', 'search_entries c1 message r1 false'],
      ...['NoteAdded', 'StatusUpdated', 'ConversationClosed', 'ConversationReopened'].map((type) => [
        type,
        'search_conversations c1',
      ]),
      ['ConversationRead'],
      ...['subject c1', 'message m1'].map((entry) => [
        'MaskLifted',
        'search_conversations c1',
        ...[false, true].map((masked) => `search_entries c1 ${entry} ${masked}`),
      ]),
      ['MaskLifted', 'search_conversations c1'],
      ['CalendarCorrected'],
      ['MessageSent'],
    ]);
  });
});
