import { useState } from 'react';
import { OTHER_FACTS, REQUIRED_FACTS, STAGES, type Stage } from '../../../../libs/domain';
import { announce } from '../shared/announce';
import { type Answer, ask } from '../shared/api';
import { useWhy } from '../shared/why';
import { useConversationWords } from '../words/conversation';

type Head = Answer<'GET /v1/conversations/{id}'>;
type Owed = Answer<'GET /v1/clock'>['items'][number];

type Fact = (typeof REQUIRED_FACTS)[Stage][number];
const DATES: readonly Fact[] = ['newDate', 'estimatedDelivery'];
/** What a form for a stage asks: a currency is the market's. */
const factsOf = (stage: Stage) =>
  [...REQUIRED_FACTS[stage], ...(OTHER_FACTS[stage] ?? [])].flatMap((fact) => (fact === 'currency' ? [] : [fact]));

/** What the seller tells of an order without being asked (R3): a small form that asks for what the stage needs. */
export function StatusForm({
  conversation,
  open,
  onSent,
}: {
  conversation: Head;
  open: readonly Owed[];
  onSent: () => Promise<void>;
}) {
  const words = useConversationWords();
  const why = useWhy();
  const [stage, setStage] = useState<Stage>('shipped');
  const [answers, setAnswers] = useState(false);
  const [error, setError] = useState<string>();
  const send = async (form: FormData) => {
    const facts = Object.fromEntries(
      factsOf(stage)
        .map((fact) => [fact, String(form.get(fact) ?? '').trim()])
        .filter(([, value]) => value),
    );
    try {
      await ask('POST /v1/conversations/{id}/status-updates', {
        path: { id: conversation.conversation },
        body: {
          stage,
          facts: { ...facts, ...(REQUIRED_FACTS[stage].includes('currency') && { currency: conversation.currency as 'EUR' }) },
          ...(answers && { answers: open.map(({ message }) => message) }),
        },
      });
      announce(words.told);
      await onSent();
    } catch (failure) {
      setError(why(failure));
    }
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send(new FormData(event.currentTarget));
      }}
    >
      {error && (
        <p className="failed" role="alert">
          {error}
        </p>
      )}
      <div className="fields">
        <label>
          {words.stage}
          <select value={stage} onChange={({ target }) => setStage(target.value as Stage)}>
            {STAGES.map((one) => (
              <option key={one} value={one}>
                {words.stages[one]}
              </option>
            ))}
          </select>
        </label>
        {factsOf(stage).map((fact) => (
          <label key={fact}>
            {words.facts[fact]}
            {fact === 'amount' && ` (${conversation.currency})`}
            <input
              name={fact}
              type={DATES.includes(fact) ? 'date' : 'text'}
              inputMode={fact === 'amount' ? 'decimal' : undefined}
              required={REQUIRED_FACTS[stage].includes(fact)}
              defaultValue={fact === 'trackingNumber' ? conversation.orderDetails?.trackingNumbers[0] : undefined}
            />
          </label>
        ))}
      </div>
      {open.length > 0 && (
        <label className="check">
          <input type="checkbox" checked={answers} onChange={({ target }) => setAnswers(target.checked)} />
          {words.answersOpen}
        </label>
      )}
      <div className="row">
        <button type="submit" className="primary">
          {words.tell}
        </button>
      </div>
    </form>
  );
}
