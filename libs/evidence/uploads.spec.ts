import type { ConversationEvent } from '../domain';
import { DISCLOSED, Uploads } from './uploads';

const upload = { attachment: 'a1', sha256: 'f'.repeat(64), from: 'buyer', author: 'bea' } as const;
const told = (type: string, data: object, stream = 'conversation-c-1') =>
  ({ stream, type, data: { ...upload, ...data } }) as unknown as ConversationEvent & { readonly stream: string };

describe('the files of a package', () => {
  it('are what was uploaded and is not gone, each with its conversation', () => {
    const uploads = new Uploads();
    uploads.add(told('AttachmentUploaded', { size: 7 }));
    uploads.add(told('AttachmentUploaded', { attachment: 'a2', size: 8 }, 'conversation-c-2'));
    uploads.add(told('AttachmentUploaded', { attachment: 'a3', size: 9 }));
    uploads.add(told('AttachmentScanned', {}));
    uploads.add(told('AttachmentRemoved', { attachment: 'a3' }));
    uploads.add(told('AttachmentInfected', { attachment: 'a2' }));
    expect(uploads.kept).toEqual([{ conversation: 'c-1', attachment: 'a1', sha256: 'f'.repeat(64), size: 7 }]);
  });

  it('are asked for by a name that no text has', () => {
    expect(new Set(DISCLOSED).size).toBe(DISCLOSED.length);
    expect(DISCLOSED).toContain('attachments');
  });
});
