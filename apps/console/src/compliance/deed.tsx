import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { announce } from '../shared/announce';
import { Dialog, Foot } from '../shared/dialog';
import { Failed } from '../shared/failed';
import { fill } from '../shared/words';
import { useComplianceWords } from '../words/compliance';
import { InstantField, ZONE } from './filters';

type Given = Readonly<Record<string, string>>;

/** Something that weighs: its reasons are given, what it would do is shown, and only then it is done. */
export function Deed<Outcome>({ title, fields, given: first = {}, act, told, onClose }: DeedProps<Outcome>) {
  const words = useComplianceWords();
  const client = useQueryClient();
  const [given, setGiven] = useState<Given>(first);
  const [key] = useState(() => crypto.randomUUID());
  const dry = useMutation({ mutationFn: () => act(given, true, crypto.randomUUID()) });
  const done = useMutation({
    mutationFn: () => act(given, false, key),
    onSuccess: async () => {
      announce(fill(words.doneNow, { what: title }));
      await client.invalidateQueries({ queryKey: ['lists'] });
      onClose();
    },
  });
  const set = (name: string, value: string) => {
    setGiven({ ...given, [name]: value });
    dry.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (dry.data === undefined) dry.mutate();
    else done.mutate();
  };
  const error = done.error ?? dry.error;
  const isTried = dry.data !== undefined;
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {Object.entries(fields).map(([name, { label, kind }]) =>
          kind === 'instant' ? (
            <InstantField
              key={name}
              label={fill(label, { zone: ZONE })}
              value={given[name]}
              onSet={(value) => set(name, value)}
            />
          ) : (
            <label key={name}>
              {label}
              <input
                required={kind !== 'optional'}
                type={kind === 'number' ? 'number' : 'text'}
                min={0}
                max={36_500}
                maxLength={200}
                value={given[name] ?? ''}
                onChange={({ target }) => set(name, target.value)}
              />
            </label>
          ),
        )}
        {error && <Failed error={error} />}
        {dry.data !== undefined && (
          <div role="status" className="warning stack">
            <strong>{words.wouldDo}</strong>
            {told(dry.data)}
          </div>
        )}
        <Foot
          act={isTried ? title : words.seeFirst}
          isGrave={isTried}
          isBusy={isTried ? done.isPending : dry.isPending}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

interface DeedProps<Outcome> {
  readonly title: string;
  readonly fields: Readonly<Record<string, { readonly label: string; readonly kind?: 'instant' | 'number' | 'optional' }>>;
  readonly given?: Given;
  readonly act: (given: Given, dryRun: boolean, key: string) => Promise<Outcome>;
  readonly told: (outcome: Outcome) => ReactNode;
  readonly onClose: () => void;
}
