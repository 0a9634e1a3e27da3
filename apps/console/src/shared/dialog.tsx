import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useSharedWords } from '../words/shared';

/** A dialog over the page: what is behind it cannot be reached, Escape closes it, and focus goes back to where it was. */
export function Dialog({ title, children, onClose, className }: DialogProps) {
  const words = useSharedWords();
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={className}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <header className="row">
        <h2 id={id}>{title}</h2>
        {onClose && (
          <button type="button" className="quiet" onClick={onClose}>
            {words.close}
          </button>
        )}
      </header>
      {children}
    </dialog>
  );
}

/** The foot of a dialog that is a form: what it does, and the way back. */
export function Foot({ act, isBusy, isGrave, onClose }: FootProps) {
  const { cancel } = useSharedWords();
  return (
    <div className="row">
      <button type="submit" className={isGrave ? 'danger' : 'primary'} disabled={isBusy}>
        {act}
      </button>
      <button type="button" onClick={onClose}>
        {cancel}
      </button>
    </div>
  );
}

interface FootProps {
  readonly act: string;
  readonly isBusy?: boolean;
  readonly isGrave?: boolean;
  readonly onClose: () => void;
}

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Undefined: it cannot be left like that. */
  readonly onClose?: () => void;
  readonly className?: string;
}
