import { type Happened, Showing } from './shown';
import { EVIDENCE_WORDS } from './shown-words';

const AT = '2026-03-02T10:11:12.000Z';
const findings = [
  { field: 'body', kind: 'external-contact', rule: 'contact.email', from: 0, to: 5, score: 0.7, why: 'x', action: 'mask' },
];
const happened = (type: string, revision: number, data: object, conversation = 'c1') =>
  ({
    ...{ type, id: `e${revision}`, stream: `conversation-${conversation}`, revision, hash: 'f0' },
    ...{ data: { ...data, at: AT }, metadata: { at: AT, actor: 'root', role: 'admin' } },
  }) as Happened;
const said = (conversation?: string) => {
  const screened = { ruleSet: 'f', versions: {}, findings };
  return happened('MessageSent', 1, { message: 'm1', from: 'buyer', author: 'b1', body: 'a@b.d now', screened }, conversation);
};
const lifted = (conversation?: string) =>
  happened('MaskLifted', 2, { violation: 'v1', revision: 1, message: 'm1', of: 'buyer', masks: [], by: 'root' }, conversation);
const textsOf = (disclose: readonly string[] | undefined, ...events: Happened[]) => {
  const showing = new Showing('en', disclose);
  return events.map((event) => showing.show(event).texts);
};

describe('an event as people read it', () => {
  it('has masks where nothing is disclosed, and once they are lifted what the other side reads from then on', () => {
    const masked = ['body', '[contact details removed] now'];
    expect(textsOf(undefined, said(), lifted())).toEqual([[masked], [['body', 'a@b.d now']]]);
    expect(textsOf(undefined, said(), lifted('c2'))).toEqual([[masked], []]);
    expect(new Showing('de', undefined).show(lifted()).title).toBe('Abdeckung aufgehoben');
  });

  it('has a title in every language, and what is wrong with it in words', () => {
    for (const [language, { titles, roles, kinds }] of Object.entries(EVIDENCE_WORDS))
      for (const words of [titles, roles, kinds])
        for (const [name, word] of Object.entries(words))
          expect([language, name, word]).toEqual([language, name, expect.stringMatching(/\S/)]);
    const read = happened('ConversationRead', 3, { side: 'buyer', upTo: 1, by: 'b1' });
    expect(new Showing('pl', undefined).show(read).title).toBe('Rozmowa przeczytana');
    const recorded = happened('ViolationRecorded', 4, { violation: 'v1', kind: 'external-contact', of: 'buyer' });
    expect(new Showing('de', undefined).show(recorded).marks).toEqual(['VERSTOSS: Kontakt außerhalb der Plattform']);
  });

  it('is opened, or not, as it is asked for, whatever was masked', () => {
    expect(textsOf(['body'], said(), lifted())).toEqual([[['body', 'a@b.d now']], []]);
    expect(textsOf([], said(), lifted())).toEqual([[['body', '[not disclosed]']], []]);
  });
});
