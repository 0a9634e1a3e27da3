import { useSharedWords } from '../words/shared';
import { Dialog } from './dialog';
import { useKept } from './kept';
import { keepKeySettings, keyOf, keySettings, useAllActions } from './keys';
import { fill } from './words';

/** Which keys do what here; they can be changed, and switched off for whoever speaks to the computer or types by a stick. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const words = useSharedWords();
  useKept('keys', null);
  const settings = keySettings();
  const actions = useAllActions().filter((action, at, all) => action.key && all.findIndex(({ id }) => id === action.id) === at);
  return (
    <Dialog title={words.keys} onClose={onClose}>
      <label className="check">
        <input
          type="checkbox"
          checked={!settings.off}
          onChange={({ target }) => keepKeySettings({ ...settings, off: !target.checked })}
        />
        {words.keysOn}
      </label>
      <dl className="keys">
        {actions.map((action) => (
          <div key={action.id}>
            <dt>{action.label}</dt>
            <dd>
              <input
                aria-label={fill(words.keyFor, { what: action.label })}
                value={keyOf(action)}
                size={6}
                readOnly
                onKeyDown={(event) => {
                  if (['Tab', 'Escape', 'Shift'].includes(event.key)) return;
                  event.preventDefault();
                  keepKeySettings({ ...settings, keys: { ...settings.keys, [action.id]: event.key } });
                }}
              />
            </dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={() => keepKeySettings({ off: false, keys: {} })}>
        {words.keysReset}
      </button>
    </Dialog>
  );
}
