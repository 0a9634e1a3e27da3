import type { FileKeys } from '../../attachments';
import type { TextOwner } from '../../domain';
import { StoreUnavailable } from '../../event-store';
import { type KeyService, KeysUnavailable, PersonKeys } from '../../sealing';
import type { ReadModels } from '../shared/database';
import { keyTable } from './person-keys.table';

/**
 * The keys of files that people upload: those of their texts, so that files are restricted and erased with them, in every copy there is.
 * What needs a key that cannot be had throws StoreUnavailable. `kind`: of what the files are.
 */
export function fileKeys(models: ReadModels, service: KeyService, kind: TextOwner['class'] = 'conversation'): FileKeys {
  const keys = new PersonKeys(keyTable(models), service);
  models.onKeysChanged((person) => keys.forget(person));
  return {
    async sealing(person) {
      // No file comes so often that the table could not be asked: keys are closed before they are deleted, and only that is told of.
      keys.lookAgain();
      const [found] = (await having(() => keys.sealing([{ person, class: kind }]))).values();
      return { id: found.id, key: found.key as Uint8Array };
    },
    async named(id) {
      return (await having(() => keys.named([id]))).get(id);
    },
  };
}

async function having<T>(ask: () => T | Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof KeysUnavailable ? new StoreUnavailable(error.message) : error;
  }
}
