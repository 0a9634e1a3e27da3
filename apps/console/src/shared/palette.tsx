import { useSharedWords } from '../words/shared';
import { Dialog } from './dialog';
import { Finder } from './finder';
import { keyOf, useAllActions } from './keys';

/** Everything that can be done here, found by its words. */
export function Palette({ onClose }: { onClose: () => void }) {
  const words = useSharedWords();
  const actions = useAllActions().map((action) => ({ ...action, hint: keyOf(action) }));
  return (
    <Dialog title={words.palette} onClose={onClose} className="palette">
      <Finder
        label={words.palette}
        options={actions}
        isOpen
        onChoose={(action) => {
          if (!action) return;
          onClose();
          // What it does comes after the dialog has given the focus back.
          setTimeout(action.run);
        }}
      />
    </Dialog>
  );
}
