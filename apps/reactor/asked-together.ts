/** What many ask at the same moment is answered at once. */

interface Waiting<Q, A> {
  readonly question: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

/** Asks one by one of what answers many: whatever is asked in one turn of the loop goes together, answers in the order of questions. */
export function askedTogether<Q, A>(answer: (questions: readonly Q[]) => Promise<readonly A[]>): (question: Q) => Promise<A> {
  let waiting: Waiting<Q, A>[] = [];
  const ask = () => {
    const asked = waiting;
    waiting = [];
    answer(asked.map(({ question }) => question)).then(
      (answers) => {
        for (const [index, { resolve }] of asked.entries()) resolve(answers[index]);
      },
      (error: unknown) => {
        for (const { reject } of asked) reject(error);
      },
    );
  };
  return (question) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ question, resolve, reject }) === 1) setImmediate(ask);
    });
}
