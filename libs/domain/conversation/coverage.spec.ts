import { Coverage, type Covered, type Said } from './coverage';

const coverageOf = (messages: readonly Said[]): Covered => {
  const coverage = new Coverage();
  for (const message of messages) coverage.take(message);
  return coverage;
};

describe('what stays open of what was asked (R4.1)', () => {
  const asks = { id: 'm1', from: 'buyer', body: 'Is the battery included?', language: 'en' };
  const replies = { id: 'r1', from: 'seller', body: 'The battery is in the box.', language: 'en' };

  it('R4.1 a question is touched by the first reply that does, after it was asked', () => {
    const touchedBy = (...messages: Parameters<typeof coverageOf>[0]) =>
      coverageOf(messages).questions.map((question) => question.touchedBy);
    expect(touchedBy(asks, replies, { ...replies, id: 'r2' })).toEqual(['r1']);
    expect(touchedBy(replies, asks)).toEqual([null]);
    expect(touchedBy(asks, { ...replies, from: 'admin' })).toEqual([null]);
  });
  it('R2.8 what a program writes touches nothing, and evades nothing', () => {
    const { questions, evasive } = coverageOf([
      asks,
      { ...replies, automatic: true },
      { ...replies, id: 'r2', body: 'Thank you.' },
    ]);
    expect(questions).toMatchObject([{ message: 'm1', touchedBy: null }]);
    expect(evasive).toEqual([{ message: 'r2', signs: ['no-question-touched'] }]);
  });
});
