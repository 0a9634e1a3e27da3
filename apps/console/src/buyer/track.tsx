import type { Head } from '../conversation/told';
import { announce } from '../shared/announce';
import { money, onDay, Time } from '../shared/times';
import { useBuyerWords } from '../words/buyer';
import { useConversationWords } from '../words/conversation';

/** Where the order or the return stands, step by step, with what is needed to follow the parcel. */
export function Track({ conversation, zone }: { conversation: Head; zone: string | undefined }) {
  const words = useBuyerWords();
  const { stages, facts } = useConversationWords();
  const { statusUpdates } = conversation;
  if (statusUpdates.length === 0) return null;
  return (
    <section className="card stack" aria-label={words.track}>
      <h2>{words.track}</h2>
      <ol className="track">
        {statusUpdates.map(
          ({ update, stage, at, carrier, trackingNumber, estimatedDelivery, newDate, amount, currency, reason }) => (
            <li key={update}>
              <p>
                <strong>{stages[stage as 'shipped'] ?? stage}</strong>{' '}
                <span className="faint">
                  <Time at={at} zone={zone} />
                </span>
              </p>
              {trackingNumber && (
                <p className="row">
                  {carrier} <code>{trackingNumber}</code>
                  <button
                    type="button"
                    className="quiet"
                    aria-label={`${words.copy}: ${facts.trackingNumber} ${trackingNumber}`}
                    onClick={() => void navigator.clipboard.writeText(trackingNumber).then(() => announce(words.copied))}
                  >
                    {words.copy}
                  </button>
                </p>
              )}
              {estimatedDelivery && (
                <p>
                  {facts.estimatedDelivery}: {onDay(estimatedDelivery)}
                </p>
              )}
              {newDate && (
                <p>
                  {facts.newDate}: {onDay(newDate)}
                </p>
              )}
              {amount && (
                <p>
                  {facts.amount}: {money(amount, currency)}
                </p>
              )}
              {reason && <p className="body">{reason}</p>}
            </li>
          ),
        )}
      </ol>
    </section>
  );
}
