import { type KeyboardEvent, useId, useState } from 'react';
import { useSharedWords } from '../words/shared';
import { count } from './words';

/** One that can be found: by its label, and by what else it is known as. */
interface Option {
  readonly id: string;
  readonly label: string;
  readonly also?: string;
  /** Shown beside it. */
  readonly hint?: string;
}

/**
 * Finds one by what is typed: a combobox with a listbox, as the ARIA practices have it. The list is there while `isOpen`, or else while
 * something is typed; what was typed and not chosen goes, and an empty field chooses none.
 */
export function Finder<O extends Option>({
  id,
  label,
  options,
  text: given = '',
  isOpen,
  required,
  onType,
  onChoose,
}: FinderProps<O>) {
  const words = useSharedWords();
  const [typed, setTyped] = useState<string>();
  const [at, setAt] = useState(0);
  const list = useId();
  const text = typed ?? given;
  const open = isOpen || typed !== undefined;
  const found = options.filter(({ label, also = '' }) => [label, also].some((one) => plain(one).includes(plain(text))));
  const chosen = Math.min(at, found.length - 1);
  const type = (next: string | undefined) => {
    setTyped(next);
    setAt(0);
    onType?.(next ?? '');
  };
  const choose = (option: O | undefined) => {
    type(undefined);
    onChoose(option);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && open) setAt((chosen + step + found.length) % Math.max(1, found.length));
    else if (step) type(text);
    else if (event.key === 'Enter' && (isOpen || typed)) choose(found[chosen]);
    else if (event.key === 'Enter' && typed === '') choose(undefined);
    else if (event.key === 'Escape' && !isOpen && open) type(undefined);
    else return;
    event.preventDefault();
  };
  return (
    <span className={isOpen ? 'finder' : 'finder over'}>
      <input
        id={id}
        required={required}
        // biome-ignore lint/a11y/noAutofocus: a dialog that is this field opens with it
        autoFocus={isOpen}
        role="combobox"
        autoComplete="off"
        aria-label={label}
        aria-expanded={open}
        aria-controls={list}
        aria-activedescendant={open && found[chosen] ? `${list}-${chosen}` : undefined}
        value={text}
        onChange={({ target }) => type(target.value)}
        onFocus={({ target }) => target.select()}
        onBlur={() => !isOpen && (typed === '' ? choose(undefined) : type(undefined))}
        onKeyDown={onKeyDown}
      />
      <span className="found" hidden={!open}>
        <span id={list} role="listbox" aria-label={label} className="options">
          {open &&
            found.map((option, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: its field has the keys
              <span
                key={option.id}
                id={`${list}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === chosen}
                // The field keeps the focus.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(option)}
              >
                <span>{option.label}</span>
                {option.hint && <kbd>{option.hint}</kbd>}
              </span>
            ))}
        </span>
        <span className="faint" role="status">
          {open && count(words.results, found.length)}
        </span>
      </span>
    </span>
  );
}

interface FinderProps<O extends Option> {
  /** Of the field, where a label names it. */
  readonly id?: string;
  readonly label: string;
  readonly options: readonly O[];
  readonly text?: string;
  readonly isOpen?: true;
  /** Whether its form is not sent without one. */
  readonly required?: true;
  /** Hears what is typed, where options come with it. */
  readonly onType?: (text: string) => void;
  readonly onChoose: (option: O | undefined) => void;
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
