import type { TalkRow } from './reviews.table';
import { talkAfter } from './talk';

type Sent = Parameters<typeof talkAfter>[1];

const NOTHING: TalkRow = { conversation: 'c1', questions: [], replies: [] };
const sent = (from: Sent['from'], body: string, more: object = {}) =>
  ({ message: 'm', from, author: 'x', body, language: 'en', at: '', ...more }) as Sent;
/** The signs of each message, and the questions that are left. */
function talk(...messages: Sent[]) {
  let before = NOTHING;
  const signs = messages.map((message) => {
    const after = talkAfter(before, message);
    before = after.talk;
    return after.signs.join(' ');
  });
  return { signs: signs.filter((one) => one !== ''), open: before.questions.map(({ text }) => text), before };
}
const asks = (body: string, more?: object) => sent('buyer', body, more);
const says = (body: string, more?: object) => sent('seller', body, more);

describe('what tells whether a reply evades (R4.2)', () => {
  it('are the questions that no reply has touched', () => {
    expect(talk(asks('Is it blue? When will it arrive?'))).toMatchObject({
      ...{ signs: [], open: ['Is it blue?', 'When will it arrive?'] },
    });
    expect(talk(asks('Is it blue? When will it arrive?'), says('It is blue.'))).toMatchObject({
      ...{ signs: [], open: ['When will it arrive?'] },
    });
    expect(talk(asks('Is it blue?'), says('Thank you.'))).toMatchObject({
      signs: ['no-question-touched'],
      open: ['Is it blue?'],
    });
  });

  it('and what was replied before, in whatever signs', () => {
    const { signs } = talk(asks('Is it blue?'), says('We will look into it.'), says('we will look INTO it!!'));
    expect(signs).toEqual([
      'no-question-touched puts-off-without-date',
      'no-question-touched puts-off-without-date same-as-before',
    ]);
    expect(talk(asks('Is it blue?'), says('We will look into it.', { promisedBy: '2026-01-05' })).signs).toEqual([
      'no-question-touched',
    ]);
  });

  it('nothing evades where nothing is asked', () => {
    expect(talk(says('We will look into it.'), says('We will look into it.')).signs).toEqual([]);
    expect(talk(asks('Is it blue?'), says('It is blue.'), says('We will look into it.')).signs).toEqual([]);
  });

  it('imported history, programs and the platform neither ask nor evade', () => {
    expect(talk(asks('Is it blue?', { imported: true }), says('Thank you.')).signs).toEqual([]);
    expect(
      talk(asks('Is it blue?'), says('Thank you.', { imported: true }), says('Thank you.', { automatic: true })).signs,
    ).toEqual([]);
    expect(talk(asks('Is it blue?'), sent('admin', 'Thank you.'))).toMatchObject({ signs: [], open: ['Is it blue?'] });
    expect(talk(asks('Is it blue?'), says('It is blue.', { automatic: true })).open).toEqual(['Is it blue?']);
    // A buyer's program asks what the buyer set it to ask.
    expect(talk(asks('Is it blue?', { automatic: true })).open).toEqual(['Is it blue?']);
  });

  it('keeps a bounded part of it', () => {
    const many = Array.from({ length: 30 }, (_, at) => asks(`Is it number ${at}?`));
    expect(talk(...many).open).toEqual(many.slice(-10).map(({ body }) => body));
    const replies = Array.from({ length: 30 }, (_, at) => says(`Thank you ${'x'.repeat(at)}.`));
    expect(talk(...replies).before.replies).toHaveLength(20);
  });
});
