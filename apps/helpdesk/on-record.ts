import { VISIBLE } from '../../libs/domain';

/** What an option says that is put on record for ever. Throws where there is nothing to be seen in it. */
export function onRecord(option: string, value: string): string {
  if (!VISIBLE.test(value)) throw new Error(`${option}: is empty, and is put on record`);
  return value.trim();
}
