import { Component, type ReactNode } from 'react';
import { useSharedWords } from '../words/shared';
import { Refusal } from './api';
import { fill } from './words';

/** What did not work, and that it can be tried again. */
export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const words = useSharedWords();
  const why = error instanceof Refusal ? error.message : words.noConnection;
  return (
    <div className="failed" role="alert">
      <p>{fill(words.failed, { why })}</p>
      {again && (
        <button type="button" onClick={again}>
          {words.again}
        </button>
      )}
    </div>
  );
}

/** A view that breaks leaves the others alone; a part of the code that could not be fetched can be tried again. */
Failed.Boundary = class Boundary extends Component<{ children: ReactNode }, { error?: unknown }> {
  override state: { error?: unknown } = {};
  static getDerivedStateFromError = (error: unknown) => ({ error });
  override render() {
    return this.state.error === undefined ? (
      this.props.children
    ) : (
      <Failed error={this.state.error} again={() => location.reload()} />
    );
  }
};
