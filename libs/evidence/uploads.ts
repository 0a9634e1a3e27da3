import { type ConversationEvent, idOfStream } from '../domain';
import { WRITTEN_FIELDS } from './shown';

/** The name by which a request asks for the files of attachments, beside the names of texts. */
export const ATTACHMENTS = 'attachments';

/** All that a request can name to be opened. */
export const DISCLOSED: readonly string[] = [...WRITTEN_FIELDS, ATTACHMENTS];

/** A file as it was uploaded. */
export interface Upload {
  readonly conversation: string;
  readonly attachment: string;
  readonly sha256: string;
  readonly size: number;
}

/** The files that events tell of; one that was removed or harmful is none any more. */
export class Uploads {
  readonly #kept = new Map<string, Upload>();

  /** Takes note of the next event. */
  add({ stream, type, data }: ConversationEvent & { readonly stream: string }): void {
    if (type === 'AttachmentUploaded') {
      const { attachment, sha256, size } = data;
      this.#kept.set(attachment, { conversation: idOfStream(stream), attachment, sha256, size });
    } else if (type === 'AttachmentRemoved' || type === 'AttachmentInfected') this.#kept.delete(data.attachment);
  }

  /** In the order in which they came. */
  get kept(): readonly Upload[] {
    return [...this.#kept.values()];
  }
}
