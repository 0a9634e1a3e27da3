/** What of a conversation tells whether a reply evades (R4.2): the questions that no reply has touched yet, and what was replied before. */
import { hash } from 'node:crypto';
import { type EvasionSign, evasionSigns, questionsIn, sameWords, touches } from '../../domain';
import type { Recorded } from '../shared/projection';
import type { TalkRow } from './reviews.table';

/** So many are kept; older ones have been answered or given up. */
const QUESTIONS = 10;
const REPLIES = 20;

type Sent = Recorded<'MessageSent'>['data'];

/** The talk behind a message, and the signs that it evades: none where nothing was asked. */
export function talkAfter(
  before: TalkRow,
  { from, body, language, automatic, promisedBy, imported }: Sent,
): {
  readonly talk: TalkRow;
  readonly signs: readonly EvasionSign[];
} {
  // R1.4: what was asked before the platform is nobody's question here. R2.8: what a program writes answers nothing.
  if (imported || from === 'admin' || (from === 'seller' && automatic)) return { talk: before, signs: [] };
  const { questions, replies } = before;
  if (from === 'buyer') {
    const asked = questionsIn(body, language).map((found) => ({ ...found, ...(language !== undefined && { language }) }));
    return { talk: { ...before, questions: [...questions, ...asked].slice(-QUESTIONS) }, signs: [] };
  }
  const words = hash('sha256', sameWords(body), 'base64url');
  const promised = promisedBy !== undefined;
  const open = questions.filter((question) => !touches(body, question, question.language));
  // Looked at once: where one is touched, none of them tells anything more.
  const untouched = open.length === questions.length ? questions.slice(-1) : [];
  const earlier = replies.includes(words) ? [body] : [];
  const signs =
    questions.length > 0 ? evasionSigns(body, untouched, earlier, { ...(language !== undefined && { language }), promised }) : [];
  return { talk: { ...before, questions: open, replies: [...replies, words].slice(-REPLIES) }, signs };
}
