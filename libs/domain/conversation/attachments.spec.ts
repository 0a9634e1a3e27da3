import { isKept, RecordScan, RemoveAttachment, UploadAttachment, type UploadedFile } from './attachments';
import { CloseConversation } from './closing';
import { type ConversationCommand, conversation } from './conversation';
import {
  admin,
  asks,
  buyer,
  clock,
  DAY,
  given,
  HOUR,
  MONDAY,
  opening,
  opens,
  replies,
  run,
  seller,
  stamp,
  system,
  utc,
} from './given';
import { OpenConversation } from './opening';
import type { ScreenedFinding } from './screening';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const file = (attachment = 'x', more: Partial<UploadedFile> = {}): UploadedFile => ({
  ...{ attachment, sha256: A, name: 'Lamp.png', mediaType: 'image/png', size: 7, scan: 'clean', ...more },
});
const uploads = (by = buyer, one = file(), at = MONDAY + HOUR, infected?: string) =>
  new UploadAttachment('c1', stamp(by, at), one, infected);
const waiting = file('x', { scan: 'waiting' });
const found = (action: ScreenedFinding['action'], field = 'content'): ScreenedFinding => ({
  ...{ field, kind: 'external-contact', rule: 'contact.email', from: 0, to: 2, score: 0.9, why: 'x', action },
});
const screened = (...findings: ScreenedFinding[]) => ({ ruleSet: 'f00', versions: {}, findings });
const of = (attachment = 'x', by = buyer) => ({
  attachment,
  sha256: A,
  from: by.role as 'buyer' | 'seller' | 'admin',
  author: by.id,
});
const at = utc(MONDAY + HOUR);
const types = (...commands: ConversationCommand[]) => run([opens(), ...commands]).last.map(({ type }) => type);

describe('an attachment', () => {
  it('is uploaded by a party or an admin, once', () => {
    const picture = file('x', { width: 4, height: 3, thumbnail: true, screened: screened() });
    given(opens())
      .when(uploads(buyer, picture))
      .yields({ type: 'AttachmentUploaded', data: { ...of(), ...picture, at } });
    given(opens())
      .when(uploads(admin))
      .yields({ type: 'AttachmentUploaded', data: { ...of('x', admin), ...file(), at } });
    given(opens(), uploads())
      .when(uploads(buyer, file('y')))
      .yields();
    expect(types(uploads(), uploads(seller, file('y')))).toEqual(['AttachmentUploaded']);
    given(opens())
      .when(uploads({ ...buyer, id: 'b2' }))
      .rejectedWith('not-found');
    given(opens()).when(uploads(system)).rejectedWith('forbidden');
  });

  it('is another one where an erasure closed the key of the one before, and both are kept until theirs are removed', () => {
    const again = uploads(buyer, file('y', { key: 'k2' }), MONDAY + 2 * HOUR);
    const first = uploads(buyer, file('x', { key: 'k1' }));
    given(opens(), first)
      .when(uploads(buyer, file('y', { key: 'k1' })))
      .yields();
    given(opens(), first)
      .when(again)
      .yields({ type: 'AttachmentUploaded', data: { ...of('y'), ...file('y', { key: 'k2' }), at: utc(MONDAY + 2 * HOUR) } });
    const { state } = run([opens(), first, again, asks(MONDAY + 3 * HOUR, 'm2', { attachments: [A] })]);
    expect([isKept(state, 'x'), isKept(state, 'y'), isKept(state, 'z')]).toEqual([true, true, false]);
    // The message names the one that can be read; what becomes of the other is nothing to it.
    expect([...state.attachments.values()]).toMatchObject([{ named: false }, { named: true }]);
    const erase = new RemoveAttachment('c1', stamp(system, MONDAY + 4 * HOUR), 'x', 'erased');
    given(opens(), first, again)
      .when(erase)
      .yields({
        type: 'AttachmentRemoved',
        data: { ...of('x'), because: 'erased', at: utc(MONDAY + 4 * HOUR) },
      });
    expect(types(first, again, erase, asks(MONDAY + 5 * HOUR, 'm2', { attachments: [A] }))).toContain('MessageSent');
  });

  it('that is harmful is told, and is none', () => {
    given(opens())
      .when(uploads(buyer, file(), MONDAY + HOUR, 'Eicar'))
      .yields({ type: 'AttachmentInfected', data: { ...of(), signature: 'Eicar', at } });
    given(opens(), uploads(buyer, file(), MONDAY + HOUR, 'Eicar'))
      .when(asks(MONDAY + 2 * HOUR, 'm2', { attachments: [A] }))
      .rejectedWith('attachment-unknown', 'attachments');
  });

  it('is uploaded where a message may be sent', () => {
    const closes = new CloseConversation('c1', stamp(buyer, MONDAY), clock);
    const late = MONDAY + 31 * DAY;
    given(opens(), closes)
      .when(uploads(buyer, file(), late))
      .rejectedWith('conversation-ended');
    expect(types(closes, uploads(buyer, file(), late - 2 * DAY))).toEqual(['AttachmentUploaded']);
    expect(run([opens(), closes, uploads(buyer, file(), late - 2 * DAY)]).state.status).toBe('closed');
  });

  it('waits for a message with at most 49 others of its author', () => {
    const many = Array.from({ length: 50 }, (_, index) => uploads(buyer, file(`x${index}`, { sha256: `${index}` })));
    given(opens(), ...many)
      .when(uploads())
      .rejectedWith('attachments-too-many', 'file');
    expect(types(...many, uploads(seller))).toEqual(['AttachmentUploaded']);
    expect(types(...many, asks(MONDAY + HOUR, 'm2', { attachments: ['7'] }), uploads())).toEqual(['AttachmentUploaded']);
  });
});

describe('a message', () => {
  const says = (attachments: string[], by = asks) => by(MONDAY + 2 * HOUR, 'm2', { attachments });

  it('names what its author uploaded here', () => {
    const { last } = run([opens(), uploads(), says([A])]);
    expect(last[0]).toMatchObject({ type: 'MessageSent', data: { message: 'm2', attachments: [A] } });
    given(opens(), uploads())
      .when(says([A, B]))
      .rejectedWith('attachment-unknown', 'attachments');
    given(opens(), uploads())
      .when(replies(MONDAY + 2 * HOUR, { attachments: [A] }))
      .rejectedWith('attachment-unknown', 'attachments');
    given()
      .when(new OpenConversation('c1', stamp(buyer, MONDAY), clock, opening, { id: 'm1', body: 'x', attachments: [A] }))
      .rejectedWith('attachment-unknown', 'attachments');
    expect(types(uploads(buyer, waiting), says([A]))).toContain('MessageSent');
  });

  it('may name again what one before it named', () => {
    expect(types(uploads(), says([A]), asks(MONDAY + 3 * HOUR, 'm3', { attachments: [A] }))).toContain('MessageSent');
  });

  it('of a seller is held for what its attachments are held for, and says where it was found', () => {
    const reply = (...findings: ScreenedFinding[]) =>
      run([
        opens(),
        uploads(seller, file('x', { screened: screened(...findings) })),
        replies(MONDAY + 2 * HOUR, { attachments: [A], screened: screened() }),
      ]).last;
    const named = (field: string, action: ScreenedFinding['action']) => [
      { ...found(action), field: `attachments.${A}.${field}` },
    ];
    expect(reply(found('hold'))).toMatchObject([
      { type: 'MessageHeld', data: { reason: 'contact.email', screened: { findings: named('content', 'hold') } } },
      { type: 'ViolationRecorded', data: { evidence: { message: 'r1', field: `attachments.${A}.content`, held: true } } },
    ]);
    // A name is masked where it stands.
    expect(reply(found('mask', 'name')).slice(0, 2)).toMatchObject([
      { type: 'MessageSent', data: { screened: { findings: named('name', 'flag') } } },
      { type: 'ViolationRecorded', data: { evidence: { message: 'r1' } } },
    ]);
    expect(reply()[0]).toMatchObject({ type: 'MessageSent', data: { screened: { findings: [] } } });
  });

  it('of a buyer is never held', () => {
    const { last } = run([
      opens(),
      uploads(buyer, file('x', { screened: screened(found('hold')) })),
      asks(MONDAY + 2 * HOUR, 'm2', { attachments: [A], screened: screened() }),
    ]);
    expect(last[0]).toMatchObject({ type: 'MessageSent', data: { screened: { findings: [{ action: 'flag' }] } } });
  });

  it('alone says what was found: uploaded and never named accuses nobody', () => {
    expect(types(uploads(seller, file('x', { screened: screened(found('hold')) })))).toEqual(['AttachmentUploaded']);
  });
});

describe('by and by an attachment', () => {
  const scan = (attachment = 'x', infected?: string) => new RecordScan('c1', stamp(system, MONDAY + HOUR), attachment, infected);
  const remove = (after: number, attachment = 'x') =>
    new RemoveAttachment('c1', stamp(system, MONDAY + HOUR + after), attachment);

  it('is scanned once, where it waits', () => {
    given(opens(), uploads(buyer, waiting))
      .when(scan())
      .yields({ type: 'AttachmentScanned', data: { ...of(), at } });
    given(opens(), uploads(buyer, waiting))
      .when(scan('x', 'Eicar'))
      .yields({ type: 'AttachmentInfected', data: { ...of(), signature: 'Eicar', at } });
    given(opens(), uploads(buyer, waiting), scan()).when(scan('x', 'Eicar')).yields();
    given(opens(), uploads(buyer, waiting)).when(scan('y')).yields();
    given(opens(), uploads()).when(scan()).yields();
  });

  it('goes after a day where no message names it', () => {
    const gone = (after: number) => ({ type: 'AttachmentRemoved' as const, data: { ...of(), at: utc(MONDAY + HOUR + after) } });
    given(opens(), uploads())
      .when(remove(DAY - 1))
      .yields();
    given(opens(), uploads()).when(remove(DAY)).yields(gone(DAY));
    given(opens(), uploads()).when(remove(DAY, 'y')).yields();
    given(opens(), uploads(), remove(DAY)).when(remove(DAY)).yields();
    given(opens(), uploads(), asks(MONDAY + 2 * HOUR, 'm2', { attachments: [A] }))
      .when(remove(DAY))
      .yields();
    given(opens(), uploads(buyer, waiting), scan('x', 'Eicar')).when(remove(DAY)).yields();
    given(opens(), uploads(), remove(DAY))
      .when(asks(MONDAY + 2 * DAY, 'm2', { attachments: [A] }))
      .rejectedWith('attachment-unknown', 'attachments');
    expect(types(uploads(), remove(DAY), uploads(buyer, file('y'), MONDAY + 2 * DAY))).toEqual(['AttachmentUploaded']);
  });

  it('goes with the texts of who uploaded it, named or not, at once and once', () => {
    const erase = new RemoveAttachment('c1', stamp(system, MONDAY + HOUR), 'x', 'erased');
    const gone = { type: 'AttachmentRemoved' as const, data: { ...of(), because: 'erased' as const, at: utc(MONDAY + HOUR) } };
    given(opens(), uploads()).when(erase).yields(gone);
    given(opens(), uploads(), asks(MONDAY + HOUR, 'm2', { attachments: [A] }))
      .when(erase)
      .yields(gone);
    given(opens(), uploads(), erase).when(erase).yields();
    given(opens(), uploads(buyer, waiting), scan('x', 'Eicar')).when(erase).yields();
    given(opens(), uploads(), erase, uploads(buyer, file('y'), MONDAY + 2 * DAY))
      .when(erase)
      .yields();
  });

  it('is what it is now, whatever is told of the one before', () => {
    const { state } = run([opens(), uploads(buyer, waiting), remove(DAY), uploads(buyer, file('y'), MONDAY + 2 * DAY)]);
    for (const type of ['AttachmentScanned', 'AttachmentInfected', 'AttachmentRemoved'] as const)
      conversation.evolve(state, { type, data: { ...of(), signature: 'Eicar', at } } as never, { revision: 99 });
    expect([...state.attachments.values()]).toMatchObject([{ attachment: 'y', scan: 'clean' }]);
  });
});
