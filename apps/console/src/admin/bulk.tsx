import { useState } from 'react';
import { useAddress } from '../shared/address';
import { Dialog, Foot } from '../shared/dialog';
import { useSellerNames } from '../shared/sellers';
import { count, nameOf } from '../shared/words';
import { useAdminWords } from '../words/admin';
import { useConversationWords } from '../words/conversation';
import { type Decision, decisionsFor, KEYS, REPORTABLE, type Reportable, type Review, useDecide, type Which } from './decisions';
import { PATTERN } from './review-filters';

/** Many reviews decided alike: those that are ticked, or all that the filters name. */
export function Bulk({ items, chosen, onDone }: { items: readonly Review[]; chosen: ReadonlySet<string>; onDone: () => void }) {
  const words = useAdminWords();
  const kinds = useConversationWords().kinds;
  const { query } = useAddress();
  const called = useSellerNames([query.get('seller') ?? ''].filter(Boolean));
  const [which, setWhich] = useState<Which>();
  const pattern = Object.fromEntries(PATTERN.flatMap((name) => (query.get(name) ? [[name, query.get(name) as string]] : [])));
  const names: Readonly<Record<string, (value: string) => string>> = {
    kind: (kind) => kinds[kind as 'marketing'],
    source: (source) => words.sources[source as 'sample'],
    language: (tag) => nameOf('language', tag),
    seller: called,
  };
  const said = Object.entries(pattern).map(([name, value]) => names[name]?.(value) ?? value);
  const ticked = items.filter(({ review }) => chosen.has(review)).slice(0, 100);
  const isPattern = Object.keys(pattern).length > 0 && items.length > 0;
  if (ticked.length === 0 && !isPattern) return null;
  const possible = [...new Set((ticked.length > 0 ? ticked : items).flatMap(decisionsFor))];
  return (
    <div className="row">
      {ticked.length > 0 && (
        <button type="button" onClick={() => setWhich({ reviews: ticked.map(({ review }) => review) })}>
          {count(words.decideChosen, ticked.length)}
        </button>
      )}
      {ticked.length === 0 && possible.length > 0 && (
        <button type="button" onClick={() => setWhich({ pattern: { ...pattern, before: new Date().toISOString() } })}>
          {words.decideMatching}
        </button>
      )}
      {which && (
        <Decide
          which={which}
          possible={possible}
          about={'pattern' in which ? said.join(' · ') : count(words.decideChosen, ticked.length)}
          onClose={() => setWhich(undefined)}
          onDone={onDone}
        />
      )}
    </div>
  );
}

function Decide({ which, possible, about, onClose, onDone }: DecideProps) {
  const words = useAdminWords();
  const kinds = useConversationWords().kinds;
  const send = useDecide();
  const [decision, setDecision] = useState<Decision>(possible[0]);
  const [reason, setReason] = useState<string>();
  const [kind, setKind] = useState<Reportable>(REPORTABLE[0]);
  const [key] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    await send(which, decision, reason?.trim() || words.standard[decision], key, kind);
    onDone();
    onClose();
  };
  return (
    <Dialog title={'pattern' in which ? words.decideMatching : about} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {'pattern' in which && (
          <p>
            <strong>{about}</strong> <span className="faint">{words.matchingHint}</span>
          </p>
        )}
        <label>
          {words.decide}
          <select value={decision} onChange={({ target }) => setDecision(target.value as Decision)}>
            {(Object.keys(KEYS) as Decision[])
              .filter((one) => possible.includes(one))
              .map((one) => (
                <option key={one} value={one}>
                  {words.decisions[one]}
                </option>
              ))}
          </select>
        </label>
        {decision === 'violation' && (
          <label>
            {words.kind}
            <select value={kind} onChange={({ target }) => setKind(target.value as Reportable)}>
              {REPORTABLE.map((one) => (
                <option key={one} value={one}>
                  {kinds[one]}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {words.why}
          <textarea
            rows={2}
            maxLength={1_000}
            value={reason ?? words.standard[decision]}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <p className="faint">{words.reasonSeen}</p>
        <Foot act={words.decide} isBusy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

interface DecideProps {
  readonly which: Which;
  readonly possible: readonly Decision[];
  readonly about: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}
