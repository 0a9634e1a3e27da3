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

/** What of a conversation's messages is told of its questions. */
export interface Covered {
  /** The buyer's, in order. */
  readonly questions: readonly AskedQuestion[];
  /** The replies that show signs of evasion. */
  readonly evasive: readonly { readonly message: string; readonly signs: readonly EvasionSign[] }[];
}

/** Messages taken one at a time, and the questions that are open behind the last: of many long ones each takes its time. */
export class Coverage implements Covered {
  #questions: AskedQuestion[] = [];
  readonly #replies: string[] = [];
  readonly #evasive: { message: string; signs: EvasionSign[] }[] = [];

  get questions(): Covered['questions'] {
    return this.#questions;
  }

  get evasive(): Covered['evasive'] {
    return this.#evasive;
  }

  /** The next message. */
  take({ id, from, body, language, automatic, promisedBy }: Said): void {
    if (from === 'buyer')
      for (const found of questionsIn(body, language))
        this.#questions.push({ ...found, message: id, ...(language && { language }), touchedBy: null });
    // R2.8: what a program writes answers nothing.
    if (from !== 'seller' || automatic) return;
    const open = this.#questions.filter(({ touchedBy }) => touchedBy === null);
    const signs = evasionSigns(body, open, this.#replies, { language, promised: promisedBy !== undefined });
    if (signs.length > 0) this.#evasive.push({ message: id, signs });
    this.#replies.push(body);
    this.#questions = this.#questions.map((question) =>
      question.touchedBy === null && touches(body, question, question.language) ? { ...question, touchedBy: id } : question,
    );
  }
}
