import { useState } from 'react';
import { ask, Refusal } from '../shared/api';
import { fill } from '../shared/words';
import { useComplianceWords } from '../words/compliance';
import { useSharedWords } from '../words/shared';
import { filesIn } from './zip';

type Check = 'container' | 'record' | 'manifest' | 'tags' | 'log';
type Fault = readonly [what: 'missing' | 'changed' | 'extra' | 'no-zip', file: string];
interface Verdict {
  /** undefined: nothing here knows it. */
  readonly checks: Readonly<Partial<Record<Check, boolean>>>;
  readonly faults: readonly Fault[];
}

const COMMENT = /sha256=([0-9a-f]{64})$/;
const SUM = /^([0-9a-f]{64}) {2}(.+)$/gm;

/** A package that somebody chose, checked where it is: the sums of its files here, and what the product has on record of it. */
export function CheckPackage() {
  const words = useComplianceWords();
  const shared = useSharedWords();
  const [verdict, setVerdict] = useState<Verdict | 'reading'>();
  const look = async (file: File | undefined) => {
    if (!file) return setVerdict(undefined);
    setVerdict('reading');
    setVerdict(await checked(file).catch((): Verdict => ({ checks: {}, faults: [['no-zip', file.name]] })));
  };
  const isGood =
    verdict && verdict !== 'reading' && verdict.faults.length === 0 && !Object.values(verdict.checks).includes(false);
  return (
    <section className="card stack">
      <h2>{words.check}</h2>
      <p className="faint">{words.checkHint}</p>
      <label>
        {words.file}
        <input type="file" accept=".asice,.zip" onChange={({ target }) => void look(target.files?.[0])} />
      </label>
      <div role="status" className="stack">
        {verdict === 'reading' && <p>{words.reading}</p>}
        {verdict && verdict !== 'reading' && (
          <>
            <p className={`chip ${isGood ? 'fine' : 'late'}`}>{isGood ? `✓ ${words.allGood}` : `✗ ${words.notGood}`}</p>
            {Object.keys(verdict.checks).length > 0 && (
              <ul className="compliance-checks">
                {(Object.keys(words.checks) as Check[]).map((check) => {
                  const is = verdict.checks[check];
                  return (
                    <li key={check}>
                      <span className={`chip ${is === undefined ? '' : is ? 'fine' : 'late'}`}>
                        {is === undefined ? words.unknown : is ? `✓ ${words.good}` : `✗ ${words.bad}`}
                      </span>
                      {words.checks[check]}
                    </li>
                  );
                })}
              </ul>
            )}
            {verdict.faults.slice(0, 20).map(([what, file]) => (
              <p key={`${what} ${file}`}>{fill(words.faults[what], { file })}</p>
            ))}
            <p className="faint">{words.checkRest}</p>
          </>
        )}
        {verdict === undefined && <p className="unseen">{shared.nothing}</p>}
      </div>
    </section>
  );
}

const sha256 = async (bytes: ArrayBuffer): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function checked(file: File): Promise<Verdict> {
  const texts = new Map<string, string>();
  const sums = new Map<string, string>();
  for (const { name, bytes } of await filesIn(file)) {
    const content = await bytes();
    sums.set(name, await sha256(content));
    if (!name.startsWith('data/')) texts.set(name, new TextDecoder().decode(content));
  }
  const manifest = faultsOf(sums, texts.get('manifest-sha256.txt'), (name) => name.startsWith('data/'));
  const tags = faultsOf(
    sums,
    texts.get('tagmanifest-sha256.txt'),
    (name) => !/^(?:data|META-INF)\//.test(name) && name !== 'tagmanifest-sha256.txt',
  );
  const [, id] = /^External-Identifier: (\S+)$/m.exec(texts.get('bag-info.txt') ?? '') ?? [];
  const [container, record, log] = await Promise.all([
    isWhole(file),
    isOnRecord(file, id),
    isOfLog(texts.get('proof/checkpoint.txt') ?? ''),
  ]);
  const checks = { container, record, manifest: manifest.length === 0, tags: tags.length === 0, log };
  return { checks, faults: [...manifest, ...tags] };
}

/** Each file of a list with its sum, and no other of its kind. */
function faultsOf(sums: ReadonlyMap<string, string>, list: string | undefined, belongs: (name: string) => boolean): Fault[] {
  const listed = new Map([...(list ?? '').matchAll(SUM)].map(([, sum, name]) => [name, sum]));
  return [
    ...[...listed].flatMap(([name, sum]): Fault[] =>
      sums.get(name) === sum ? [] : [[sums.has(name) ? 'changed' : 'missing', name]],
    ),
    ...[...sums.keys()].filter((name) => belongs(name) && !listed.has(name)).map((name): Fault => ['extra', name]),
  ];
}

/** Its last bytes are the hash of those before. */
async function isWhole(file: Blob): Promise<boolean> {
  const tail = new TextDecoder('latin1').decode(await file.slice(-100).arrayBuffer());
  const [said, sum] = COMMENT.exec(tail) ?? [];
  return said !== undefined && sum === (await sha256(await file.slice(0, file.size - said.length).arrayBuffer()));
}

/** Whether it is, byte for byte, what was made here; undefined for a package of others. */
async function isOnRecord(file: Blob, id: string | undefined): Promise<boolean | undefined> {
  if (!id) return undefined;
  try {
    const { package: made } = await ask('GET /v1/evidence/{id}', { path: { id } });
    return made && made.sha256 === (await sha256(await file.arrayBuffer()));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Whether this log signed its checkpoint, and still goes on from it. */
async function isOfLog(proof: string): Promise<boolean> {
  try {
    await ask('POST /v1/log/proof/check', { body: { proof } });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
