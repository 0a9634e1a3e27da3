import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '../shared/api';
import { askTogether } from '../shared/tabs';
import { money, Time } from '../shared/times';
import { useConversationWords } from '../words/conversation';
import { useInboxWords } from '../words/inbox';

type Head = Answer<'GET /v1/conversations/{id}'>;

/** What stands beside a conversation: the order, the questions that are open, and how it ends. */
export function Side({
  conversation,
  zone,
  onClose,
}: {
  conversation: Head;
  zone: string | undefined;
  onClose: (reason: string) => void;
}) {
  const words = useConversationWords();
  const inbox = useInboxWords();
  const { order, orderDetails, conversation: id, status, assignee } = conversation;
  const [reason, setReason] = useState('');
  const questions = useQuery({
    queryKey: ['conversation', id, 'questions'],
    queryFn: () => askTogether('GET /v1/conversations/{id}/questions', { path: { id } }),
  });
  const open = questions.data?.items.filter((question) => question.open) ?? [];
  return (
    <aside className="side" aria-label={words.beside}>
      {order && (
        <section>
          <h2>
            {inbox.order} {order}
          </h2>
          {orderDetails ? (
            <dl>
              <dt>{words.state}</dt>
              <dd>{words.orderStates[orderDetails.state]}</dd>
              {orderDetails.items.map(({ title, quantity, price }) => (
                <div key={title}>
                  <dt>
                    {quantity} × {title}
                  </dt>
                  <dd>{price && money(price, orderDetails.currency)}</dd>
                </div>
              ))}
              {orderDetails.amount && (
                <>
                  <dt>{words.sum}</dt>
                  <dd>{money(orderDetails.amount, orderDetails.currency)}</dd>
                </>
              )}
              {orderDetails.trackingNumbers.length > 0 && (
                <>
                  <dt>{words.facts.trackingNumber}</dt>
                  <dd>{orderDetails.trackingNumbers.join(', ')}</dd>
                </>
              )}
              {orderDetails.deliveryAddress && (
                <>
                  <dt>{words.address}</dt>
                  <dd className="body">{orderDetails.deliveryAddress}</dd>
                </>
              )}
            </dl>
          ) : (
            <p className="faint">{words.orderUnknown}</p>
          )}
        </section>
      )}
      {open.length > 0 && (
        <section>
          <h2>{words.questions}</h2>
          <ul className="questions">
            {open.map(({ message, from, text }) => (
              <li key={`${message} ${from}`}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{words.about}</h2>
        <dl>
          <dt>{words.openedAt}</dt>
          <dd>
            <Time at={conversation.openedAt} zone={zone} />
          </dd>
          <dt>{words.assignee}</dt>
          <dd>{assignee ?? words.nobody}</dd>
        </dl>
      </section>
      {status === 'open' && (
        <details>
          <summary>{words.close}</summary>
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              onClose(reason.trim());
            }}
          >
            <label>
              {words.closeReason}
              <input value={reason} maxLength={1000} onChange={({ target }) => setReason(target.value)} />
            </label>
            <p className="faint">{words.closeHint}</p>
            <button type="submit">{words.close}</button>
          </form>
        </details>
      )}
    </aside>
  );
}
