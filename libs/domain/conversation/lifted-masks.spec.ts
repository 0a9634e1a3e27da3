import { UploadAttachment } from './attachments';
import { CloseConversation } from './closing';
import type { DataOf } from './conversation';
import { admin, asks, buyer, clock, event, given, MONDAY, opening, replies, rule, run, seller, stamp, utc } from './given';
import { ReleaseMessage } from './messages';
import { OpenConversation } from './opening';
import { ConfirmViolation, DismissViolation } from './reviews';
import type { Screened, ScreenedFinding } from './screening';
import { UpdateStatus } from './stages';
import { ReportViolation } from './violations';

const AT = MONDAY + 10;
const found = (from: number, to: number, more: Partial<ScreenedFinding> = {}): ScreenedFinding => ({
  ...{ field: 'body', kind: 'external-contact', rule: 'contact.email', from, to, score: 0.7, why: 'x', action: 'mask' },
  ...more,
});
const screened = (...findings: ScreenedFinding[]): Screened => ({ ruleSet: 'f00', versions: {}, findings });
const CONTACT = found(0, 5);
const DEAL = found(6, 9, { kind: 'off-platform-deal', rule: 'deal.direct' });
const place = ({ field, kind, from, to }: ScreenedFinding) => ({ field, kind, from, to });

const begins = (subject?: ScreenedFinding) => {
  const begun = { ...opening, ...(subject && { screened: screened(subject) }) };
  return new OpenConversation('c1', stamp(buyer, MONDAY), clock, begun, { id: 'm1', body: 'Hello?' });
};
const opened = begins();
const says = (...findings: ScreenedFinding[]) => replies(MONDAY + 1, { screened: screened(...findings) });
const dismisses = (revision: number, kind = 'external-contact') =>
  new DismissViolation('c1', stamp(admin, AT), `${kind}-c1-${revision}`, 'A model.');
const dismissed = (revision: number, kind = 'external-contact') =>
  event('ViolationDismissed', {
    ...{ violation: `${kind}-c1-${revision}`, reason: 'A model.', by: 'root', at: utc(AT) },
    found: { rule: kind === 'external-contact' ? 'contact.email' : 'deal.direct', language: 'de' },
  });
const lifted = (revision: number, more: Partial<DataOf<'MaskLifted'>> = {}, by = revision) =>
  event('MaskLifted', {
    ...{ violation: `external-contact-c1-${by}`, revision, of: 'seller', masks: [], by: 'root', at: utc(AT), ...more },
  });

describe('a mask (R5.3)', () => {
  const masked = [opened, says(CONTACT, DEAL)];

  rule('R5.3 is lifted where what it was for is dismissed, and no other one', () => {
    given(...masked)
      .when(dismisses(3))
      .yields(dismissed(3), lifted(3, { message: 'r1', masks: [place(DEAL)] }));
    const deal = { violation: 'off-platform-deal-c1-3', message: 'r1' };
    given(...masked, dismisses(3))
      .when(dismisses(3, 'off-platform-deal'))
      .yields(dismissed(3, 'off-platform-deal'), lifted(3, deal));
  });
  rule('R5.3 is lifted in all places of the kind, and of this text alone', () => {
    const other = asks(MONDAY + 2, 'm2', { screened: screened(CONTACT) });
    given(opened, says(CONTACT, found(12, 15), DEAL), other)
      .when(dismisses(3))
      .yields(dismissed(3), lifted(3, { message: 'r1', masks: [place(DEAL)] }));
    given(opened, says(CONTACT, DEAL), other)
      .when(dismisses(7))
      .yields(dismissed(7), lifted(7, { message: 'm2', of: 'buyer' }));
  });
  rule('R5.3 stays where it is confirmed, where nothing was masked, and where a report is dismissed', () => {
    const { last } = run([...masked, new ConfirmViolation('c1', stamp(admin, AT), 'external-contact-c1-3', 'Yes.')]);
    expect(last.map(({ type }) => type)).toEqual(['ViolationConfirmed']);
    given(opened, says(found(0, 5, { action: 'flag' }), DEAL))
      .when(dismisses(3))
      .yields(dismissed(3));
    const report = { id: 'v1', message: 'r1', kind: 'external-contact' } as const;
    given(...masked, new ReportViolation('c1', stamp(buyer, MONDAY + 2), report))
      .when(new DismissViolation('c1', stamp(admin, AT), 'v1', 'A joke.'))
      .yields(event('ViolationDismissed', { violation: 'v1', reason: 'A joke.', by: 'root', at: utc(AT) }));
  });
  rule('R5.3 is lifted in subjects, facts of status updates and reasons of endings', () => {
    const subject = found(0, 5, { field: 'subject' });
    given(begins(subject))
      .when(dismisses(0))
      .yields(dismissed(0), lifted(0, { of: 'buyer' }));
    const reason = found(0, 5, { field: 'facts.reason' });
    const facts = { newDate: '2025-07-01', reason: 'a@b.d' };
    const update = { id: 'u1', stage: 'delayed' as const, facts, screened: screened(reason) };
    given(opened, new UpdateStatus('c1', stamp(seller, MONDAY + 1), clock, update))
      .when(dismisses(3))
      .yields(dismissed(3), lifted(3, { update: 'u1' }));
    const closing = screened(found(0, 5, { field: 'reason' }));
    const closes = new CloseConversation('c1', stamp(seller, MONDAY + 1), clock, 'a@b.d', closing);
    given(opened, closes).when(dismisses(3)).yields(dismissed(3), lifted(3));
  });
  rule('R5.3 of the name of an attachment is lifted with the messages that name it', () => {
    const file = { attachment: 'f1', sha256: 'aa', name: 'a@b.d.txt', mediaType: 'text/plain', size: 1, scan: 'none' } as const;
    const uploads = (by: typeof seller, more: object = {}) =>
      new UploadAttachment('c1', stamp(by, MONDAY + 1), {
        ...{ ...file, sha256: 'a'.repeat(64), ...more },
        screened: screened(found(0, 5, { field: 'name' })),
      });
    const names = (id: string, at: number) =>
      replies(at, { id, attachments: ['a'.repeat(64)], screened: screened(), answers: ['m1'] });
    const upload = { attachment: 'f1', sha256: 'a'.repeat(64), from: 'seller', author: 'anna' } as const;
    // The same file of others, and another one of hers, which no message of hers names.
    const others = [
      uploads(buyer, { attachment: 'f2' }),
      uploads({ ...seller, id: 'bob' }, { attachment: 'f3' }),
      uploads(seller, { attachment: 'f4', sha256: 'b'.repeat(64) }),
    ];
    const told = [opened, uploads(seller), ...others, names('r1', MONDAY + 2), names('r2', MONDAY + 3)];
    const { history } = run(told);
    const [first, second] = history.flatMap(({ type, revision }) => (type === 'MessageSent' && revision > 2 ? [revision] : []));
    const start = given(...told);
    start.when(dismisses(first)).yields(dismissed(first), lifted(3, { upload }, first));
    start.when(dismisses(second)).yields(dismissed(second), lifted(3, { upload }, second));
  });
  rule('R5.3 of what was held is none: it is delivered as it was written', () => {
    const held = replies(MONDAY + 1, { held: 'x', screened: screened(CONTACT, found(6, 9, { action: 'hold' })) });
    const releases = new ReleaseMessage('c1', stamp(admin, AT), clock, 'r1');
    expect(run([opened, held, releases]).last.map(({ type }) => type)).not.toContain('MaskLifted');
    // But for the names of what it attaches, a kind after the other.
    const sha256 = 'a'.repeat(64);
    const name = { field: 'name', action: 'mask' as const };
    const uploads = new UploadAttachment('c1', stamp(seller, MONDAY + 1), {
      ...{ attachment: 'f1', sha256, name: 'a@b.d paypal', mediaType: 'text/plain', size: 1, scan: 'none' },
      screened: screened({ ...CONTACT, ...name }, { ...DEAL, ...name }),
    });
    const names = replies(MONDAY + 1, { held: 'x', attachments: [sha256], screened: screened() });
    const masks = run([opened, uploads, names, releases]).last.flatMap(({ type, data }) =>
      type === 'MaskLifted' ? [data.masks] : [],
    );
    expect(masks).toEqual([[place({ ...DEAL, ...name })], []]);
  });
});
