import './compliance.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { go, useAddress, withQuery } from '../shared/address';
import { type Answer, ask } from '../shared/api';
import { Failed } from '../shared/failed';
import { count, fill } from '../shared/words';
import { useComplianceWords } from '../words/compliance';
import { useSharedWords } from '../words/shared';
import { Deed } from './deed';
import { Standing } from './standing';

type Classes = Answer<'GET /v1/retention-classes'>;
interface Retained {
  readonly class: 'conversation' | 'order' | 'conduct';
  readonly version: string;
  readonly days: number;
  readonly ground: string;
}

/** What is kept for how long, what is held, and what is erased; each is told before it is done. */
export default function Retention() {
  const words = useComplianceWords();
  const shared = useSharedWords();
  const address = useAddress();
  const person = address.query.get('person') ?? '';
  const [isHolding, setHolding] = useState(false);
  return (
    <div className="page stack">
      <h1>{shared.retention}</h1>
      <div className="compliance-two">
        <section className="stack">
          <search className="card">
            <form
              className="stack"
              onSubmit={(event) => {
                event.preventDefault();
                const given = new FormData(event.currentTarget).get('person');
                go(withQuery(address, { person: String(given ?? '').trim() }));
              }}
            >
              <label>
                {words.person}
                <input key={person} name="person" required maxLength={255} size={9} defaultValue={person} />
              </label>
              <div className="row">
                <button type="submit" className="primary">
                  {words.howItStands}
                </button>
                <button type="button" onClick={() => setHolding(true)}>
                  {words.holdConversation}
                </button>
              </div>
            </form>
          </search>
          {person && <Standing key={person} person={person} />}
        </section>
        <Kept />
      </div>
      {isHolding && (
        <Deed
          title={words.holdConversation}
          fields={{
            conversation: { label: words.conversation },
            reason: { label: words.reasonField },
            ground: { label: words.ground },
            until: { label: words.holdUntil, kind: 'instant' },
          }}
          act={({ conversation = '', reason = '', ground = '', until }, dryRun, key) =>
            ask('POST /v1/holds', { body: { conversation, reason, ground, until: until || undefined, dryRun }, key })
          }
          told={({ persons }) => <p>{fill(words.wouldHold, { who: persons.join(', ') })}</p>}
          onClose={() => setHolding(false)}
        />
      )}
    </div>
  );
}

/** The classes, and a new version of one. */
function Kept() {
  const words = useComplianceWords();
  const classes = useQuery({
    queryKey: ['lists', 'retention'],
    queryFn: ({ signal }) => ask('GET /v1/retention-classes', { signal }),
  });
  const [changing, setChanging] = useState<Retained>();
  const of = (answer: Classes | undefined) => (answer?.classes ?? []) as unknown as readonly Retained[];
  return (
    <section className="card stack">
      <h2>{words.howLong}</h2>
      <p className="faint">{words.howLongHint}</p>
      {classes.error && <Failed error={classes.error} again={() => void classes.refetch()} />}
      <ul className="stack compliance-kept">
        {of(classes.data).map((one) => (
          <li key={one.class}>
            <p>
              <strong>{words.classes[one.class]}</strong>
              <span>{count(words.days, one.days)}</span>
              <button type="button" aria-label={`${words.change}: ${words.classes[one.class]}`} onClick={() => setChanging(one)}>
                {words.change}
              </button>
            </p>
            {one.version !== '0' && <p className="faint">{one.ground}</p>}
          </li>
        ))}
      </ul>
      {changing && (
        <Deed
          title={`${words.change}: ${words.classes[changing.class]}`}
          fields={{
            days: { label: words.daysField, kind: 'number' },
            ground: { label: words.ground },
            reason: { label: words.reasonField },
          }}
          given={{ days: String(changing.days) }}
          act={({ days, ground = '', reason = '' }, dryRun, key) =>
            ask('PUT /v1/retention-classes/{class}', {
              path: { class: changing.class },
              body: { days: Number(days), ground, reason, dryRun },
              key,
            })
          }
          told={(answer) => {
            const then = of(answer).find((one) => one.class === changing.class);
            return (
              <>
                <p>
                  {count(words.days, changing.days)} → {count(words.days, then?.days ?? 0)}
                </p>
                <p>{words.wouldRetain}</p>
              </>
            );
          }}
          onClose={() => setChanging(undefined)}
        />
      )}
    </section>
  );
}
