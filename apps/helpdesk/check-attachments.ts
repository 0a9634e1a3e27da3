import { AttachmentFiles, FileAltered, FileErased, FileLost } from '../../libs/attachments';
import { blobsIn } from '../../libs/blobs';
import { loadBlobs, loadSealing } from '../../libs/config';
import { attachmentsKept, fileKeys, type ReadModels } from '../../libs/read-models';

const PAGE = 500;

/** What is wrong with a file that is to be there. */
interface FaultyFile {
  readonly conversation: string;
  readonly sha256: string;
  readonly why: 'lost' | 'altered';
}

/** Reads every attachment that is to be there, sealed as it is, to its end. Yields those that are lost or altered; returns how many there are. */
export async function* checkAttachments(
  models: ReadModels,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): AsyncGenerator<FaultyFile, number> {
  const files = new AttachmentFiles(blobsIn(loadBlobs(env)), fileKeys(models, loadSealing(env).service));
  let after: string | undefined;
  let count = 0;
  for (;;) {
    const page = await attachmentsKept(models, after, PAGE);
    for (const file of page) {
      if (signal.aborted) throw new Error('interrupted');
      const { conversation, sha256 } = file;
      try {
        await files.whole(file, { restricted: true });
      } catch (error) {
        if (error instanceof FileLost) yield { conversation, sha256, why: 'lost' };
        else if (error instanceof FileAltered) yield { conversation, sha256, why: 'altered' };
        else if (!(error instanceof FileErased)) throw error;
      }
      count++;
    }
    after = page.at(-1)?.attachment;
    if (after === undefined) return count;
  }
}
