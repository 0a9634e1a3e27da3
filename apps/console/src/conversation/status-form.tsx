import { useState } from 'react';
import { announce } from '../shared/announce';
import { type Answer, ask } from '../shared/api';
import { useConversationWords } from '../words/conversation';

type Head = Answer<'GET /v1/conversations/{id}'>;
type Owed = Answer<'GET /v1/clock'>['items'][number];

/** Which facts a stage asks for. */
const FACTS = {
  'order-confirmed': [],
  delayed: ['newDate', 'reason'],
  'return-received': [],
  'repair-started': [],
  'exchange-started': [],
  'repair-completed': [],
  'exchange-prepared': [],
  shipped: ['carrier', 'trackingNumber', 'estimatedDelivery'],
  delivered: ['trackingNumber'],
  'refund-issued': ['amount'],
} as const;
type Stage = keyof typeof FACTS;
type Fact = (typeof FACTS)[Stage][number];
const DATES: readonly Fact[] = ['newDate', 'estimatedDelivery'];

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
  const [stage, setStage] = useState<Stage>('shipped');
  const [answers, setAnswers] = useState(false);
  const [error, setError] = useState<string>();
  const send = async (form: FormData) => {
    const facts = Object.fromEntries(
      FACTS[stage].map((fact) => [fact, String(form.get(fact) ?? '').trim()]).filter(([, value]) => value),
    );
    try {
      await ask('POST /v1/conversations/{id}/status-updates', {
        path: { id: conversation.conversation },
        body: {
          stage,
          facts: { ...facts, ...(stage === 'refund-issued' && { currency: conversation.currency as 'EUR' }) },
          ...(answers && { answers: open.map(({ message }) => message) }),
        },
      });
      announce(words.told);
      await onSent();
    } catch (failure) {
      setError((failure as Error).message);
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
            {Object.keys(FACTS).map((one) => (
              <option key={one} value={one}>
                {words.stages[one as Stage]}
              </option>
            ))}
          </select>
        </label>
        {FACTS[stage].map((fact) => (
          <label key={fact}>
            {words.facts[fact]}
            {fact === 'amount' && ` (${conversation.currency})`}
            <input
              name={fact}
              type={DATES.includes(fact) ? 'date' : 'text'}
              inputMode={fact === 'amount' ? 'decimal' : undefined}
              required={stage !== 'delivered'}
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
