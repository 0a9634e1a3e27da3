import { useId, useState } from 'react';
import { useSharedWords } from '../words/shared';
import { Dialog } from './dialog';
import { type Action, keyOf, useAllActions } from './keys';
import { count } from './words';

/** Everything that can be done here, found by its words: a combobox with a listbox, as the ARIA practices have it. */
export function Palette({ onClose }: { onClose: () => void }) {
  const words = useSharedWords();
  const actions = useAllActions();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const found = actions.filter(({ label }) => plain(label).includes(plain(text)));
  const chosen = Math.min(at, found.length - 1);
  const run = (action: Action | undefined) => {
    if (!action) return;
    onClose();
    // What it does comes after the dialog has given the focus back.
    setTimeout(action.run);
  };
  return (
    <Dialog title={words.palette} onClose={onClose} className="palette">
      <input
        autoFocus
        role="combobox"
        aria-label={words.palette}
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found[chosen] && `${list}-${chosen}`}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step) setAt((chosen + step + found.length) % Math.max(1, found.length));
          else if (event.key === 'Enter') run(found[chosen]);
          else return;
          event.preventDefault();
        }}
      />
      <div id={list} role="listbox" aria-label={words.palette} className="options">
        {found.map((action, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: its field has the keys
          <div
            key={action.id}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onClick={() => run(action)}
          >
            <span>{action.label}</span>
            {keyOf(action) && <kbd>{keyOf(action)}</kbd>}
          </div>
        ))}
      </div>
      <p className="faint" role="status">
        {count(words.results, found.length)}
      </p>
    </Dialog>
  );
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
