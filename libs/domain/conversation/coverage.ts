/** Which questions of a conversation stay open (R4.1), and what in the replies looks like evading them. Computed from the texts each time. */
import { type EvasionSign, evasionSigns, type Question, questionsIn, touches } from './questions';

/** A message as it was delivered, in the order of the conversation. */
export interface Said {
  readonly id: string;
  readonly from: string;
  readonly body: string;
  readonly language?: string;
  /** Of a reply: written by a program. */
  readonly automatic?: boolean;
  readonly promisedBy?: string;
}

/** A question of the buyer; `touchedBy`: the first reply that touches it, which does not say that it answers it. */
export interface AskedQuestion extends Question {
  readonly message: string;
  readonly language?: string;
  readonly touchedBy: string | null;
}

/** The buyer's questions in order, and the replies that show signs of evasion. */
export function coverageOf(messages: readonly Said[]): {
  readonly questions: readonly AskedQuestion[];
  readonly evasive: readonly { readonly message: string; readonly signs: readonly EvasionSign[] }[];
} {
  let questions: AskedQuestion[] = [];
  const replies: string[] = [];
  const evasive: { message: string; signs: EvasionSign[] }[] = [];
  for (const { id, from, body, language, automatic, promisedBy } of messages) {
    if (from === 'buyer')
      questions.push(
        ...questionsIn(body, language).map((found) => ({
          ...found,
          message: id,
          ...(language && { language }),
          touchedBy: null,
        })),
      );
    // R2.8: what a program writes answers nothing.
    if (from !== 'seller' || automatic) continue;
    const open = questions.filter(({ touchedBy }) => touchedBy === null);
    const signs = evasionSigns(body, open, replies, { language, promised: promisedBy !== undefined });
    if (signs.length > 0) evasive.push({ message: id, signs });
    replies.push(body);
    questions = questions.map((question) =>
      question.touchedBy === null && touches(body, question, question.language) ? { ...question, touchedBy: id } : question,
    );
  }
  return { questions, evasive };
}
