import { type ReactNode, useId } from 'react';
import { go, useAddress, withQuery } from '../shared/address';
import { count, fill } from '../shared/words';
import { useComplianceWords } from '../words/compliance';
import { useInboxWords } from '../words/inbox';

/** The zone in which this browser reads times: fields of instants are in it. */
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the address asks for, of these names. */
export const askedIn = <Name extends string>(query: URLSearchParams, names: readonly Name[]): Partial<Record<Name, string>> =>
  Object.fromEntries(names.flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : []))) as Partial<
    Record<Name, string>
  >;

/** Filters of a list, all of them in the address: texts by their labels, what else is chosen, and the time. */
export function Filters<Name extends string>({ texts, asked, children }: FiltersProps<Name>) {
  const words = useComplianceWords();
  const inbox = useInboxWords();
  const address = useAddress();
  const set = (name: string, value: string) => go(withQuery(address, { [name]: value.trim() }));
  const number = Object.values(asked).filter(Boolean).length;
  return (
    <details open={number > 0 || matchMedia('(width >= 48rem)').matches}>
      <summary>{number > 0 ? count(inbox.filtersSet, number) : inbox.filters}</summary>
      <div className="compliance-filters">
        {children}
        {(Object.entries(texts) as [Name, string][]).map(([name, label]) => (
          <Field key={name} label={label} value={asked[name] ?? ''} onSet={(value) => set(name, value)} />
        ))}
        <InstantField
          label={fill(words.from, { zone: ZONE })}
          value={asked['from' as Name]}
          onSet={(value) => set('from', value)}
        />
        <InstantField label={fill(words.until, { zone: ZONE })} value={asked['to' as Name]} onSet={(value) => set('to', value)} />
        <button type="button" onClick={() => go(`/${address.path[0]}`)}>
          {inbox.clear}
        </button>
      </div>
    </details>
  );
}

interface FiltersProps<Name extends string> {
  readonly texts: Readonly<Partial<Record<Name, string>>>;
  readonly asked: Readonly<Partial<Record<Name, string>>>;
  readonly children?: ReactNode;
}

function Field({ label, value, onSet }: { label: string; value: string; onSet: (value: string) => void }) {
  const id = useId();
  return (
    <label htmlFor={id}>
      {label}
      <input
        key={value}
        id={id}
        size={9}
        defaultValue={value}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && onSet(currentTarget.value)}
        onBlur={({ currentTarget }) => currentTarget.value !== value && onSet(currentTarget.value)}
      />
    </label>
  );
}

/** A choice among some, or any. */
export function Choice({ name, label, value, options }: ChoiceProps) {
  const inbox = useInboxWords();
  const address = useAddress();
  return (
    <label>
      {label}
      <select value={value ?? ''} onChange={({ target }) => go(withQuery(address, { [name]: target.value }))}>
        <option value="">{inbox.any}</option>
        {Object.entries(options).map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly options: Readonly<Record<string, string>>;
}

/** An instant, shown and given in the zone of this browser; the value is ISO, in UTC. */
export function InstantField({ label, value, onSet }: { label: string; value?: string; onSet: (value: string) => void }) {
  const id = useId();
  const given = (text: string) => {
    const at = text === '' ? '' : new Date(text).toISOString();
    if (at !== (value ?? '')) onSet(at);
  };
  return (
    <label htmlFor={id}>
      {label}
      <input
        key={value}
        id={id}
        type="datetime-local"
        defaultValue={value ? local(value) : ''}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && given(currentTarget.value)}
        onBlur={({ currentTarget }) => given(currentTarget.value)}
      />
    </label>
  );
}

/** As the field wants it. */
function local(at: string): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return '';
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
