import { Component, type ReactNode } from 'react';
import { useInboxWords } from '../words/inbox';
import { useSharedWords } from '../words/shared';
import { Link } from './address';
import { Refusal } from './api';
import { useWhy } from './why';
import { fill } from './words';

/** What did not work, and that it can be tried again. */
export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const words = useSharedWords();
  const isNothing = error instanceof Refusal && error.status === 404;
  const why = useWhy();
  return (
    <div className="failed" role="alert">
      <p>{isNothing ? words.nothing : fill(words.failed, { why: why(error) })}</p>
      {again && !isNothing && (
        <button type="button" onClick={again}>
          {words.again}
        </button>
      )}
    </div>
  );
}

/** The same where a list led to: under a heading, with the way back, which a phone shows nowhere else. */
export function NotShown({ title, back, ...failed }: { title: string; back: string; error: unknown; again: () => void }) {
  const { toList } = useInboxWords();
  return (
    <div className="page stack">
      <Link to={back}>← {toList}</Link>
      <h1 className="unseen">{title}</h1>
      <Failed {...failed} />
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
