import { useSyncExternalStore } from 'react';
import { announced, onAnnounced } from './announce';

/** Where what happened is seen, and read out. */
export function Announcements() {
  const said = useSyncExternalStore(onAnnounced, announced);
  return (
    <div className="announcements" role="status" aria-live="polite">
      {said.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
