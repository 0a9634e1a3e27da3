import './files.css';
import { useEffect, useRef, useState } from 'react';
import { ATTACHMENT_BYTES, ATTACHMENTS_OF_A_MESSAGE, MEDIA_TYPES } from '../../../../libs/domain';
import { announce } from '../shared/announce';
import { useActions } from '../shared/keys';
import { usePerson } from '../shared/session';
import { fill } from '../shared/words';
import { useFilesWords } from '../words/files';
import { useSharedWords } from '../words/shared';
import { megabytes } from './attached';
import { type Attaching, attach, attachAgain, detach, type Place, useAttaching } from './attaching';

/** The files of what is being written: of whoever is signed in, in a conversation, or for one that is not begun. */
export function useFiles(conversation: string | undefined) {
  const { role, sub } = usePerson();
  const place: Place = { person: `${role} ${sub}`, conversation };
  const files = useAttaching(place);
  return {
    place,
    files,
    hashes: files.flatMap(({ sha256 }) => sha256 ?? []),
    /** None is on its way, and none failed that may still be wanted. */
    ready: files.every(({ sha256 }) => sha256 !== undefined),
  };
}

/** Where files are chosen, taken as a picture, dropped anywhere or pasted; what was chosen, how far it is, and how to leave it out. */
export function Attach({ place }: { place: Place }) {
  const words = useFilesWords();
  const files = useAttaching(place);
  const chooser = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const add = (chosen: Iterable<File>) => attach(place, chosen);
  const over = useDropped(add);
  useActions([{ id: 'attach', label: words.attach, key: 'f', run: () => chooser.current?.click() }]);
  useAnnounced(files);
  const input = (which: typeof chooser, accept: string, more: object) => (
    <input
      ref={which}
      type="file"
      hidden
      accept={accept}
      {...more}
      onChange={({ target }) => {
        add([...(target.files ?? [])]);
        // The same file can be chosen again.
        target.value = '';
      }}
    />
  );
  return (
    <div className={`attach ${over ? 'over' : ''}`}>
      <div className="row">
        <button type="button" onClick={() => chooser.current?.click()}>
          {words.attach}
        </button>
        <button type="button" className="camera" onClick={() => camera.current?.click()}>
          {words.camera}
        </button>
        <span className="faint hint">{over ? words.drop : words.hint}</span>
        {input(chooser, [...MEDIA_TYPES, '.heic'].join(), { multiple: true })}
        {input(camera, 'image/*', { capture: 'environment' })}
      </div>
      {files.length > 0 && (
        <ul aria-label={words.files}>
          {files.map((one) => (
            <Chosen key={one.id} place={place} one={one} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Chosen({ place, one }: { place: Place; one: Attaching }) {
  const words = useFilesWords();
  const shared = useSharedWords();
  const why = useWhy();
  const { name, preview, share, sha256, failed, file } = one;
  return (
    <li className={failed ? 'failed' : undefined}>
      {preview && <img src={preview} alt="" />}
      <span className="name" dir="auto">
        {name}
      </span>
      {file && <span className="faint">{megabytes(file.size)}</span>}
      {failed ? (
        <span>{why(failed)}</span>
      ) : sha256 ? (
        <span className="chip fine">{words.ready}</span>
      ) : (
        place.conversation && <progress value={share} max={1} aria-label={fill(words.onItsWay, { name })} />
      )}
      {failed && RETRIED.has(failed) && (
        <button type="button" onClick={() => attachAgain(place, one)} aria-label={`${shared.again}: ${name}`}>
          {shared.again}
        </button>
      )}
      <button type="button" className="quiet" onClick={() => detach(place, one)} aria-label={fill(words.remove, { name })}>
        ✕
      </button>
    </li>
  );
}

/** What may go well at another time. */
const RETRIED = new Set(['away', 'storage-unavailable', 'store-unavailable', 'rate-limited']);

/** Says in words why a file is not attached. */
function useWhy(): (failed: string) => string {
  const words = useFilesWords();
  const shared = useSharedWords();
  const tooLarge = fill(words.tooLarge, { most: megabytes(ATTACHMENT_BYTES) });
  const known: Readonly<Record<string, string>> = {
    empty: words.empty,
    'too-large': tooLarge,
    'attachment-too-large': tooLarge,
    'too-many': fill(words.tooMany, { count: ATTACHMENTS_OF_A_MESSAGE }),
    'attachments-too-many': words.tooManyWait,
    'attachment-type': words.wrongType,
    'attachment-refused': words.unreadable,
    'attachment-infected': words.harmful,
    away: shared.noConnection,
  };
  return (failed) => known[failed] ?? words.notTaken;
}

/** What becomes of files is read out, once for each. */
function useAnnounced(files: readonly Attaching[]): void {
  const words = useFilesWords();
  const why = useWhy();
  const said = useRef(new Map(files.map(({ id, sha256, failed }) => [id, sha256 ?? failed])));
  useEffect(() => {
    for (const { id, name, sha256, failed } of files) {
      const now = sha256 ?? failed;
      if (now === undefined || said.current.get(id) === now) continue;
      said.current.set(id, now);
      announce(`${name}: ${failed ? why(failed) : words.ready}`);
    }
  });
}

/** Files that are dropped anywhere in the page, or pasted where there is no text to paste; tells that some are held over it. */
function useDropped(add: (files: Iterable<File>) => void): boolean {
  const [over, setOver] = useState(false);
  const taking = useRef(add);
  taking.current = add;
  useEffect(() => {
    const stopped = new AbortController();
    const on = <K extends keyof WindowEventMap>(name: K, listener: (event: WindowEventMap[K]) => void) =>
      window.addEventListener(name, listener, { signal: stopped.signal });
    const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;
    on('dragover', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    });
    on('dragleave', ({ relatedTarget }) => relatedTarget === null && setOver(false));
    on('drop', (event) => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      taking.current([...(event.dataTransfer?.files ?? [])]);
    });
    on('paste', (event) => {
      const pasted = event.clipboardData;
      if (!pasted || pasted.files.length === 0 || pasted.types.includes('text/plain')) return;
      event.preventDefault();
      taking.current([...pasted.files]);
    });
    return () => stopped.abort();
  }, []);
  return over;
}
