/** Publishes checkpoints where the operator cannot take them back: a place of somebody else, or a webhook. */

import { blobsIn } from '../../libs/blobs';
import type { Publishing } from '../../libs/config';
import type { LogCheckpoint } from '../../libs/read-models';
import { type Outlet, sent } from './outlets';

/** One of what `LOG_PUBLISH` names. A checkpoint is published again when cosignatures came. */
export function publishingOutlet(to: Publishing): Outlet {
  const bring = 'webhook' in to ? posting(to.webhook) : putting(to.place);
  let published = '';
  return {
    name: `publish ${to.name}`,
    isNews: ({ note }) => note !== published,
    async deliver(checkpoint) {
      await bring(checkpoint);
      published = checkpoint.note;
    },
  };
}

const posting =
  (url: string) =>
  async ({ note }: LogCheckpoint): Promise<void> => {
    const { status, body } = await sent(url, note, 'text/plain; charset=utf-8');
    if (status < 200 || status > 299) throw new Error(`it refuses (${status} ${body.toString('utf8').trim().slice(0, 200)})`);
  };

/** `checkpoint` is the newest, `checkpoints/<size>` each of them. */
function putting(place: Parameters<typeof blobsIn>[0]): (checkpoint: LogCheckpoint) => Promise<void> {
  const blobs = blobsIn(place);
  return async ({ size, note }) => {
    const content = [Buffer.from(note)];
    await blobs.put(`checkpoints/${size}`, content);
    await blobs.put('checkpoint', content);
  };
}
