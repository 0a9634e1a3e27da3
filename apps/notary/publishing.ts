/** Publishes checkpoints where the operator cannot take them back: a directory of somebody else, or a webhook. */
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LogCheckpoint } from '../../libs/read-models';
import { type Outlet, sent, shown } from './outlets';

/** What `LOG_PUBLISH` names. A checkpoint is published again when cosignatures came. */
export function publishingOutlet(place: string): Outlet {
  const isWebhook = /^https?:/.test(place);
  let published = '';
  return {
    name: `publish ${isWebhook ? shown(place) : place}`,
    isNews: ({ note }) => note !== published,
    async deliver(checkpoint) {
      await (isWebhook ? post(place, checkpoint) : write(place, checkpoint));
      published = checkpoint.note;
    },
  };
}

async function post(url: string, { note }: LogCheckpoint): Promise<void> {
  const { status, body } = await sent(url, note, 'text/plain; charset=utf-8');
  if (status < 200 || status > 299) throw new Error(`it refuses (${status} ${body.toString('utf8').trim().slice(0, 200)})`);
}

/** `checkpoint` is the newest, `checkpoints/<size>` each of them. */
async function write(directory: string, { size, note }: LogCheckpoint): Promise<void> {
  for (const file of [join(directory, 'checkpoints', String(size)), join(directory, 'checkpoint')]) {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(`${file}.new`, 'w', 0o644);
    try {
      await handle.writeFile(note);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${file}.new`, file);
  }
}
