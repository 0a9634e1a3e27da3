import './files.css';
import { useState } from 'react';
import type { Message } from '../conversation/told';
import { Dialog } from '../shared/dialog';
import { fill, language } from '../shared/words';
import { useFilesWords } from '../words/files';

type File = NonNullable<Message['attachments']>[number];
const GONE = { waiting: 'waiting', infected: 'infected', removed: 'removed' } as const;

/** Bytes as people read them. */
export const megabytes = (bytes: number): string =>
  new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: bytes < 1_000_000 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: 1,
  }).format(bytes < 1_000_000 ? Math.ceil(bytes / 1_024) : bytes / 1_048_576);

/**
 * The files of a message: small pictures that open large, and downloads. With a `reason` no picture is fetched unasked: what the
 * platform reads is on record each time.
 */
export function Attached({ conversation, files, reason }: AttachedProps) {
  const words = useFilesWords();
  const [shown, setShown] = useState<File>();
  if (!files || files.length === 0) return null;
  const at = ({ sha256 }: File, more = '') =>
    `/v1/conversations/${conversation}/attachments/${sha256}${more}${reason ? `?reason=${encodeURIComponent(reason)}` : ''}`;
  return (
    <>
      <ul className="attached" aria-label={words.attached}>
        {files.map((file) => {
          const { sha256, name, size, thumbnail, scan } = file;
          const gone = GONE[scan as 'waiting'];
          return (
            <li key={sha256}>
              {thumbnail && !gone && reason === undefined && (
                <button type="button" className="quiet" onClick={() => setShown(file)} aria-label={fill(words.show, { name })}>
                  <img src={at(file, '/thumbnail')} alt="" loading="lazy" />
                </button>
              )}
              {gone ? (
                <span dir="auto">{name}</span>
              ) : (
                <a href={at(file)} download={name} dir="auto" aria-label={fill(words.download, { name })}>
                  {name}
                </a>
              )}
              <span className="faint">{gone ? words[gone] : megabytes(size)}</span>
            </li>
          );
        })}
      </ul>
      {shown && (
        <Dialog title={shown.name} onClose={() => setShown(undefined)} className="picture">
          <img src={at(shown)} alt={shown.name} width={shown.width} height={shown.height} />
          <p>
            <a className="button" href={at(shown)} download={shown.name}>
              {fill(words.download, { name: shown.name })}
            </a>
          </p>
        </Dialog>
      )}
    </>
  );
}

interface AttachedProps {
  readonly conversation: string;
  readonly files: Message['attachments'];
  readonly reason?: string;
}
