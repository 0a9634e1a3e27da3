import type { ReadModels } from '../shared/database';
import { advance, type Generation } from '../shared/generation';
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
import { conversations } from './conversation.projection';

describe('a conversation as it is read', () => {
  const header = (more: object = {}) => ({
    ...{
      conversation: 'c1',
      ...parties,
      order_ref: null,
      subject: 'Where?',
      opened_by: 'buyer',
      screening: null,
      follows: null,
      continued_by: null,
      status: 'open',
    },
    ...{
      closed: null,
      assignee: null,
      cared_for_by: 'seller',
      opened_at: AT,
      revision: 0,
      imported: false,
      participants: [],
    },
    ...more,
  });
  const item = (id: string, revision: number, more: object = {}) => ({
    ...{ conversation: 'c1', item: id, revision, kind: 'message', sender: 'buyer', author: 'b1', body: 'Hello?', at: AT },
    ...{ held: false, facts: {}, screening: null, ...more },
  });
  const stage = 'return-received';
  const update = (id: string, revision: number, more: object = {}) =>
    item(id, revision, { kind: 'status', sender: 'seller', author: 'anna', body: '', facts: { stage }, ...more });
  const ending = (kind: 'closed' | 'reopened', revision: number, more: object = {}) =>
    item(expect.any(String) as never, revision, { kind, body: '', ...more });
  const bySeller = (author = 'anna') => ({ sender: 'seller', author, body: 'Hi.' });
  /** The rows that are read; whose their texts are stands beside them. */
  const shown = (...told: Told[]) => {
    const { conversation_openers: _, ...read } = projected(conversations, history(...told));
    return read;
  };
  const rows = (headers: object[], items: object[] = [], attachments: object[] = []) => ({
    ...{ conversation_headers: headers, conversation_items: items, conversation_attachments: attachments },
  });

  it('has a head, with what it is about and how far it is', () => {
    expect(shown(opens())).toEqual(rows([header()]));
    expect(shown(opens({ order: 'A 1', imported: true, follows: 'c0' }))).toEqual(
      rows([header({ order_ref: 'A 1', imported: true, follows: 'c0' })]),
    );
    expect(shown(opens(), reads)).toEqual(rows([header({ revision: 1 })]));
  });

  it('names the one that continues it', () => {
    expect(shown(opens(), opens({ follows: 'c1' }, 'c2'))).toEqual(
      rows([header({ continued_by: 'c2' }), header({ conversation: 'c2', follows: 'c1' })]),
    );
  });

  it('shows what was said with what only some messages have, and who took part, each once in either part', () => {
    expect(shown(opens(), asks('m1', { language: 'de' }), replies('r1'), replies('r2'), replies('r3', 'b1'))).toEqual(
      rows(
        [
          header({
            revision: 4,
            participants: [
              { id: 'b1', role: 'buyer' },
              { id: 'anna', role: 'seller' },
              { id: 'b1', role: 'seller' },
            ],
          }),
        ],
        [
          item('m1', 1, { facts: { language: 'de' } }),
          item('r1', 2, bySeller()),
          item('r2', 3, bySeller()),
          item('r3', 4, bySeller('b1')),
        ],
      ),
    );
  });

  it('keeps beside each text what was found in it, and what the other side reads instead', () => {
    const screening = (field: string, masked?: object) => ({
      findings: screened(field, masked ? 'mask' : 'flag').findings,
      ...(masked && { masked }),
    });
    const { conversation_headers: heads, conversation_items: items } = shown(
      opens({ screened: screened('subject', 'mask') }),
      asks('m1', { screened: screened('body', 'mask') }),
      asks('m2', { screened: screened('body', 'flag') }),
      asks('m3', { screened: { ...screened('body', 'flag'), findings: [] } }),
      tells('u1', { facts: { reason: 'Later' }, screened: screened('facts.reason', 'mask') }),
      ['ConversationClosed', { role: 'buyer', by: 'b1', reason: 'solved', screened: screened('reason', 'mask') }],
    );
    expect(heads).toEqual([
      header({
        ...{ status: 'closed', revision: 5, participants: [{ id: 'b1', role: 'buyer' }] },
        screening: screening('subject', { subject: `${MASK}ere?` }),
        closed: { role: 'buyer', by: 'b1', reason: 'solved', at: AT, screening: screening('reason', { reason: `${MASK}lved` }) },
      }),
    ]);
    expect(items).toEqual([
      item('m1', 1, { screening: screening('body', { body: `${MASK}llo?` }) }),
      item('m2', 2, { screening: screening('body') }),
      item('m3', 3),
      update('u1', 4, { facts: { stage, reason: 'Later' }, screening: screening('facts.reason', { reason: `${MASK}ter` }) }),
      ending('closed', 5, { body: 'solved', screening: screening('reason', { reason: `${MASK}lved` }) }),
    ]);
  });

  it('masks for the other side no longer what is lifted, and what is left of it', () => {
    const masks = (field: string) => ({ screened: screened(field, 'mask') });
    const [type, data] = closes;
    const told: Told[] = [
      ...[opens(masks('subject')), asks('m1', masks('body')), asks('m2', masks('body'))],
      tells('u1', { facts: { reason: 'Later' }, ...masks('facts.reason') }),
      [type, { ...data, ...masks('reason') }],
    ];
    const flagged = (field: string) => ({ findings: screened(field, 'flag').findings });
    const lifting = [lifts(0), lifts(1, { message: 'm1' }), lifts(3, { update: 'u1', of: 'seller' }), lifts(4)];
    const { conversation_headers: heads, conversation_items: items } = shown(...told, ...lifting);
    expect(heads).toMatchObject([{ screening: flagged('subject'), closed: { screening: flagged('reason') }, revision: 8 }]);
    expect(JSON.stringify([heads, items.filter((_, at) => at !== 1)])).not.toContain(MASK);
    const before = shown(...told).conversation_items;
    expect(items).toEqual([
      { ...before[0], screening: flagged('body') },
      before[1],
      { ...before[2], screening: flagged('facts.reason') },
      { ...before[3], screening: flagged('reason') },
    ]);
    // Two kinds in one text: the other one stays.
    const place = { field: 'body', kind: 'marketing', from: 3, to: 5 };
    const both = [...screened('body', 'mask').findings, { ...screened('body', 'mask').findings[0], ...place }];
    const twice = asks('m1', { screened: { ...screened('body', 'mask'), findings: both } });
    expect(shown(opens(), twice, lifts(1, { message: 'm1', masks: [place] })).conversation_items).toMatchObject([
      { screening: { findings: [{ action: 'flag' }, { action: 'mask' }], masked: { body: 'Hel\ufdd1?' } } },
    ]);
    // An ending that was undone, and another one since.
    const again = shown(...told, reopens, closes, lifts(4));
    expect(again.conversation_headers).toMatchObject([{ closed: { reason: 'solved', at: AT } }]);
  });

  it('shows what is released unchanged, whatever was found in it', () => {
    const [type, data, by] = holds('r1');
    const both = [...screened('body', 'hold').findings, ...screened('body', 'mask').findings];
    const held: Told = [type, { ...data, screened: { ...screened('body', 'hold'), findings: both } }, by];
    expect(shown(opens(), held, releases('r1')).conversation_items).toMatchObject([
      { held: false, screening: { findings: both } },
    ]);
    expect(shown(opens(), held, releases('r1')).conversation_items[0].screening).not.toHaveProperty('masked');
  });

  it('marks what is held, until it is released: there it stands from then on', () => {
    const held = { ...bySeller('bob'), body: 'Mail me.', facts: { reason: 'contact' } };
    const participants = [{ id: 'bob', role: 'seller' }];
    expect(shown(opens(), holds('r1'))).toEqual(
      rows([header({ revision: 1, participants })], [item('r1', 1, { ...held, held: true })]),
    );
    expect(shown(opens(), holds('r1'), reads, releases('r1'))).toEqual(
      rows([header({ revision: 3, participants })], [item('r1', 3, held)]),
    );
  });

  const of = (attachment: string, sha256 = 'aa') => ({ attachment, sha256, from: 'buyer', author: 'b1' });
  const uploads = (attachment: string, more: object = {}): Told => [
    'AttachmentUploaded',
    { ...of(attachment), name: 'Lamp.txt', mediaType: 'text/plain', size: 5, scan: 'waiting', ...more },
  ];
  const attached = (more: object = {}) => ({
    ...{ conversation: 'c1', sender: 'buyer', author: 'b1', sha256: 'aa', attachment: 'x', name: 'Lamp.txt' },
    ...{ media_type: 'text/plain', size: 5, width: null, height: null, thumbnail: false, scan: 'waiting', named: false },
    ...{ uploaded_at: Date.parse(AT), screening: null, ...more },
  });
  const attachments = (...told: Told[]) => shown(opens(), ...told).conversation_attachments;

  it('has attachments, with what became of them', () => {
    expect(attachments(uploads('x'))).toEqual([attached()]);
    const picture = { name: 'Lamp.png', mediaType: 'image/png', width: 4, height: 2, thumbnail: true, scan: 'none' };
    expect(attachments(uploads('x', { ...picture, screened: screened('name', 'mask') }))).toEqual([
      attached({
        ...{ name: 'Lamp.png', media_type: 'image/png', width: 4, height: 2, thumbnail: true, scan: 'none' },
        screening: { findings: screened('name', 'mask').findings, masked: { name: `${MASK}mp.png` } },
      }),
    ]);
    const named = uploads('x', { ...picture, screened: screened('name', 'mask') });
    expect(attachments(named, lifts(1, { upload: of('x') }))).toMatchObject([
      { name: 'Lamp.png', screening: { findings: screened('name', 'flag').findings } },
    ]);
    for (const [type, scan] of [
      ['AttachmentScanned', 'clean'],
      ['AttachmentInfected', 'infected'],
      ['AttachmentRemoved', 'removed'],
    ])
      expect(attachments(uploads('x'), [type, of('x')], [type, of('unknown', 'bb')])).toEqual([attached({ scan })]);
    // What is told of the one before says nothing of the one that was uploaded since.
    // What an erasure closed and what came of the same content since are two, and a message names the newer.
    const later = '2025-06-17T08:00:00.000Z';
    const again = [uploads('y', { at: later }), asks('m1', { attachments: ['aa'] })];
    expect(attachments(uploads('x'), ...again, ['AttachmentRemoved', of('x')])).toEqual([
      attached({ scan: 'removed' }),
      attached({ attachment: 'y', uploaded_at: Date.parse(later), named: true }),
    ]);
  });

  it('forgets the names of who is erased, and says which files have to go', () => {
    const ending = (type: string, more: object = {}, person = 'b1', of = ['conversation']): Told => {
      const classes = type === 'PersonErased' ? of : of.map((one) => ({ class: one, because: 'hold', ground: 'court order' }));
      return [type, { person, classes, what: 'everything', at: AT, ...more }];
    };
    const on = AT.slice(0, 10);
    const erased = attached({ name: `[erased on ${on}]`, scan: 'erased' });
    const [everything, restricted] = [ending('PersonErased'), ending('PersonRestricted')];
    const onlyRestricted = ending('PersonErased', { what: 'restricted' });
    expect(attachments(uploads('x', { screened: screened('name', 'mask') }), everything, everything)).toEqual([erased]);
    expect(attachments(uploads('x'), restricted)).toEqual([attached({ name: `[restricted since ${on}]` })]);
    expect(attachments(uploads('x'), restricted, onlyRestricted)).toEqual([erased]);
    expect(attachments(uploads('x'), onlyRestricted)).toEqual([attached()]);
    expect(attachments(uploads('x'), ending('PersonErased', {}, 'b2'), ending('PersonErased', {}, 'b1', ['order']))).toEqual([
      attached(),
    ]);
    // It is gone when that is told; the scanner's answer brings nothing back.
    expect(attachments(uploads('x'), everything, ['AttachmentScanned', of('x')])).toEqual([erased]);
    expect(attachments(uploads('x'), everything, ['AttachmentRemoved', of('x')])).toEqual([{ ...erased, scan: 'removed' }]);
    for (const [type, scan] of [
      ['AttachmentInfected', 'infected'],
      ['AttachmentRemoved', 'removed'],
    ])
      expect(attachments(uploads('x'), [type, of('x')], everything)).toEqual([{ ...erased, scan }]);
  });

  it('knows which attachments a message names', () => {
    const named = (sha256: string): Told => asks('m1', { attachments: [sha256] });
    expect(attachments(uploads('x'), named('aa'))).toEqual([attached({ named: true })]);
    expect(attachments(uploads('x'), named('bb'))).toEqual([attached()]);
    expect(shown(opens(), uploads('x'), named('aa')).conversation_items).toEqual([
      item('m1', 2, { facts: { attachments: ['aa'] } }),
    ]);
    const held: Told = ['MessageHeld', { ...holds('m1')[1], from: 'buyer', author: 'b1', attachments: ['aa'] }];
    expect(attachments(uploads('x'), held)).toEqual([attached({ named: true })]);
  });

  it('shows notes, by whom', () => {
    expect(shown(opens(), notes('n1', ADMIN))).toEqual(
      rows([header({ revision: 1 })], [item('n1', 1, { kind: 'note', sender: 'admin', author: 'root', body: 'Call.' })]),
    );
  });

  it('lists status updates in their order, with their facts and what they answer', () => {
    const facts = { newDate: '2025-07-01', reason: 'strike' };
    const missing: Told = ['StatusUpdateMissing', { update: 'u1', level: 2 }, SELLER];
    expect(shown(opens(), tells('u1', { facts }), tells('u2', { answers: ['m1'] }), missing)).toEqual(
      rows(
        [header({ revision: 3 })],
        [update('u1', 1, { facts: { stage, ...facts, missing: 2 } }), update('u2', 2, { facts: { stage, answers: ['m1'] } })],
      ),
    );
  });

  it('is assigned, closed and open again', () => {
    const assigned: Told = ['ConversationAssigned', { assignee: 'anna', by: 'anna' }, SELLER];
    const closed = { role: 'buyer', by: 'b1', reason: 'solved', at: AT };
    const silently: Told = ['ConversationClosed', { role: 'system', by: 'import' }, ADMIN];
    expect(shown(opens(), assigned, closes)).toEqual(
      rows([header({ assignee: 'anna', status: 'closed', closed, revision: 2 })], [ending('closed', 2, { body: 'solved' })]),
    );
    expect(shown(opens(), closes, reopens)).toEqual(
      rows([header({ revision: 2 })], [ending('closed', 1, { body: 'solved' }), ending('reopened', 2)]),
    );
    expect(shown(opens(), silently).conversation_headers).toMatchObject([
      { closed: { role: 'system', by: 'import', reason: null } },
    ]);
  });

  it('says of a message that no reply was thought to be needed, and that this was contested', () => {
    const declared: Told = ['NoReplyNeededDeclared', { message: 'm1', reason: 'thanks', by: 'anna' }, SELLER];
    const contested: Told = ['NoReplyNeededContested', { message: 'm1', by: 'b1', at: '2025-06-17T08:00:00.000Z' }];
    const noReplyNeeded = { reason: 'thanks', by: 'anna', at: AT, contestedAt: null };
    const asked = asks('m1', { language: 'de' });
    expect(shown(opens(), asked, declared).conversation_items).toEqual([
      item('m1', 1, { facts: { language: 'de', noReplyNeeded } }),
    ]);
    expect(shown(opens(), asked, declared, contested).conversation_items).toEqual([
      item('m1', 1, { facts: { language: 'de', noReplyNeeded: { ...noReplyNeeded, contestedAt: '2025-06-17T08:00:00.000Z' } } }),
    ]);
  });

  it('is nothing without its opening, and passes over what is of no conversation', () => {
    const declared: Told = ['NoReplyNeededDeclared', { message: 'm9', reason: 'thanks', by: 'anna' }, SELLER];
    expect(shown(stranger, closes, releases('r9'), declared)).toEqual(rows([]));
    expect(shown(opens(), releases('r9'), declared)).toEqual(rows([header({ revision: 2 })]));
    expect(shown(opens({ follows: 'c0' }))).toEqual(rows([header({ follows: 'c0' })]));
  });

  it('asks by statements of which each has a name of its own, as a connection needs it', async () => {
    const asked = new Map<string, Set<string>>();
    const models = {
      query: async (text: string, _: unknown, name = '') => {
        asked.set(name, (asked.get(name) ?? new Set()).add(text));
        return name.startsWith('advance') ? [{}] : [];
      },
    } as unknown as ReadModels;
    const at = { name: 'conversation', generation: 1, position: 0n, active: true, passedOver: [] } as unknown as Generation;
    const erased: Told = ['PersonErased', { person: 'b1', classes: ['conversation'], what: 'everything', at: AT }];
    const told = [opens(), uploads('x'), asks('m1', { attachments: ['aa'] }), lifts(1, { message: 'm1' }), erased];
    await advance(models, conversations, at, 'me', history(...told), 9n);
    expect([...asked].filter(([, texts]) => texts.size > 1)).toEqual([]);
    expect([...asked.keys()].filter((name) => name.startsWith('look up'))).toHaveLength(6);
  });

  it('touches its head, and the message that an event is about', () => {
    const about = { message: 'm1' };
    const events = history(
      ...[opens(), opens({ follows: 'c0' }), asks('m1'), releases('m1'), closes, stranger],
      ...(['NoReplyNeededDeclared', 'NoReplyNeededContested'] as const).map((type): Told => [type, about]),
      ...[uploads('x'), asks('m2', { attachments: ['aa', 'bb'] }), ['StatusUpdateMissing', { update: 'u1' }] as Told],
      ...[lifts(1, { message: 'm1' }), lifts(8, { upload: of('x') })],
    );
    expect(touched(conversations, events)).toEqual([
      ['ConversationOpened', 'conversation_headers c1'],
      ['ConversationOpened', 'conversation_headers c1', 'conversation_headers c0'],
      ['MessageSent', 'conversation_headers c1'],
      ['MessageReleased', 'conversation_headers c1', 'conversation_items c1 m1'],
      ['ConversationClosed', 'conversation_headers c1'],
      ['CalendarCorrected'],
      ['NoReplyNeededDeclared', 'conversation_headers c1', 'conversation_items c1 m1'],
      ['NoReplyNeededContested', 'conversation_headers c1', 'conversation_items c1 m1'],
      ['AttachmentUploaded', 'conversation_headers c1', 'conversation_attachments c1 buyer b1 aa x'],
      [
        'MessageSent',
        'conversation_headers c1',
        ...['aa', 'bb'].map((sha256) => `conversation_attachments c1 buyer b1 ${sha256}`),
      ],
      ['StatusUpdateMissing', 'conversation_headers c1', 'conversation_items c1 u1'],
      ['MaskLifted', 'conversation_headers c1', 'conversation_items c1 1'],
      ['MaskLifted', 'conversation_headers c1', 'conversation_items c1 8', 'conversation_attachments c1 buyer b1 aa x'],
    ]);
  });
});
