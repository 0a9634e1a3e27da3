/** RSMF 2.0, which tools of e-discovery read: an RFC 5322 message for each conversation and day, with its events as JSON in a ZIP. */
import { createReadStream } from 'node:fs';
import type { Language } from '../domain';
import { zipped } from './container';
import { Documents, type FormRendering, isSaid, writtenText } from './form';
import type { HashedFile } from './hashed-file';
import type { BeginFile, Told } from './package';
import { labelOf, type Shown } from './shown';
import { EVIDENCE_WORDS } from './shown-words';

/** Tools refuse files of more. */
const EVENTS_AT_MOST = 9_000;
const BYTES_AT_MOST = 100 * 1_024 * 1_024;
const MANIFEST = 'rsmf_manifest.json';
/** What is compressed is so once more in the ZIP around it, or hardly worth it. */
const QUICKLY = { level: 1 };
const CRLF = '\r\n';
/** Bytes of a line of base64. */
const LINE_BYTES = 57;

/** Opens the form. The same events make the same bytes. */
export async function rsmf(begin: BeginFile, told: Told, language: Language, into: string): Promise<FormRendering> {
  const documents = new Documents('rsmf', into);
  const names = new Map<string, number>();
  let day: Day | undefined;
  async function close(): Promise<void> {
    if (!day) return;
    const { conversation, date } = day;
    const part = (names.get(date) ?? 0) + 1;
    names.set(date, part);
    await documents.add(`${conversation}_${date}${part > 1 ? `_${part}` : ''}.rsmf`, await day.end(part));
    day = undefined;
  }
  async function another(shown: Shown): Promise<void> {
    if (day && !day.takes(shown)) await close();
    if (shown.isFirst) names.clear();
    day ??= await Day.begin(begin, told, language, shown);
    await day.add(shown);
  }
  return {
    get made() {
      return documents.made;
    },
    add({ shown }) {
      return day?.takes(shown) && !shown.isFirst ? day.add(shown) : another(shown);
    },
    async end() {
      await close();
      await documents.end();
      return [];
    },
  };
}

/** As a header of mail has it: words that are no ASCII are encoded (RFC 2047). */
const inHeader = (word: string): string => (/^[ -~]*$/.test(word) ? word : `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`);

const participantOf = ({ role, author }: Shown): string => `${role}:${author}`;

/** One document: what happened in a conversation on a day, UTC. Only who took part and where messages stand is remembered. */
class Day {
  readonly conversation: string;
  readonly date: string;
  readonly #participants = new Map<string, Pick<Shown, 'role' | 'author'>>();
  /** The events of messages, for what answers them. */
  readonly #messages = new Map<string, string>();
  #first: string;
  #last: string;
  #count = 0;

  private constructor(
    private readonly begin: BeginFile,
    private readonly told: Told,
    private readonly language: Language,
    private readonly manifest: HashedFile,
    private readonly transcript: Base64Lines,
    { conversation, at }: Shown,
  ) {
    this.conversation = conversation;
    this.date = at.slice(0, 10);
    this.#first = at;
    this.#last = at;
  }

  static async begin(begin: BeginFile, told: Told, language: Language, first: Shown): Promise<Day> {
    const manifest = await begin('.rsmf/manifest');
    await manifest.write('{"version":"2.0.0","events":[');
    return new Day(begin, told, language, manifest, new Base64Lines(await begin('.rsmf/transcript')), first);
  }

  takes({ conversation, at }: Shown): boolean {
    const isFull = this.#count >= EVENTS_AT_MOST || this.manifest.size > BYTES_AT_MOST;
    return conversation === this.conversation && at.startsWith(this.date) && !isFull;
  }

  /** To be awaited where it gives something to wait for. */
  add(shown: Shown): Promise<unknown> | undefined {
    const { id, at, role, author, title, times, texts, facts, told, marks, message, hash, revision, type } = shown;
    this.#participants.set(participantOf(shown), { role, author });
    if (at < this.#first) this.#first = at;
    if (at > this.#last) this.#last = at;
    const custom: { readonly name: string; readonly value: string }[] = [];
    // An empty one makes loading fail.
    const tell = (name: string, value: string) => {
      if (value !== '') custom.push({ name, value });
    };
    tell('event', type);
    tell('revision', String(revision));
    tell('market time', times[1]);
    tell('leaf hash', hash);
    for (const [name, text] of facts) tell(name, text);
    for (const mark of marks) tell('mark', mark);
    const parent = shown.answers.map((one) => this.#messages.get(one)).find((one) => one !== undefined);
    const said = writtenText(shown, this.language);
    const event = {
      id,
      type: isSaid(shown) ? 'message' : 'unknown',
      participant: participantOf(shown),
      conversation: this.conversation,
      timestamp: at,
      body: isSaid(shown) ? said || title : said ? `${title}\n${said}` : title,
      // What is undefined is not written.
      parent,
      custom,
    };
    const listed = this.manifest.write(`${this.#count > 0 ? ',' : ''}${JSON.stringify(event)}`);
    const lines = [
      `[${times[0]}] ${author} (${EVIDENCE_WORDS[this.language].roles[role]}): ${title}`,
      ...marks,
      ...texts.map(([field, text]) => (texts.length === 1 ? text : `${labelOf(this.language, field)}: ${text}`)),
      ...(told.length > 0 ? [told.map(([label, text]) => `${label}: ${text}`).join('; ')] : []),
      '',
    ];
    const written = this.transcript.write(`${lines.join('\n').replaceAll('\n', CRLF)}${CRLF}`);
    if (isSaid(shown) && message !== undefined) this.#messages.set(message, id);
    this.#count += 1;
    return listed || written ? Promise.all([listed, written]) : undefined;
  }

  /** The document, which is the `part`th of its day, not closed yet. */
  async end(part: number): Promise<HashedFile> {
    const { conversation, date, told, manifest } = this;
    const words = EVIDENCE_WORDS[this.language];
    const name = `${conversation}_${date}_${part}`;
    const collection = `${told.id} ${conversation}`;
    const ids = [...this.#participants.keys()];
    const participants = [...this.#participants.values()];
    const rest = {
      participants: [...this.#participants].map(([id, { role, author }]) => ({
        ...{ id, display: `${author} (${words.roles[role]})`, account_id: author },
      })),
      conversations: [{ id: conversation, platform: 'helpdesk', type: 'direct', display: conversation, participants: ids }],
      eventcollectionid: collection,
    };
    await manifest.write(`],${JSON.stringify(rest).slice(1)}`);
    await manifest.end();
    await this.transcript.write(`${EVIDENCE_WORDS[this.language].authority}${CRLF}`);
    await this.transcript.end();
    const zip = `${manifest.path}.zip`;
    await zipped([{ name: MANIFEST, path: manifest.path }], zip, QUICKLY);

    const boundary = `=_${name}`;
    const document = await this.begin(`.rsmf/${name}`);
    const head: readonly (readonly [string, string])[] = [
      ['Date', new Date(this.#last).toUTCString().replace('GMT', '+0000')],
      ['From', 'helpdesk <helpdesk@helpdesk.invalid>'],
      ['Subject', `${inHeader(words.conversation)} ${conversation}, ${date}`],
      ['Message-ID', `<${told.id}.${name}@helpdesk.invalid>`],
      ['X-RSMF-Version', '2.0.0'],
      ['X-RSMF-Generator', 'helpdesk'],
      ['X-RSMF-Application', 'helpdesk'],
      ['X-RSMF-BeginDate', this.#first],
      ['X-RSMF-EndDate', this.#last],
      ['X-RSMF-EventCount', String(this.#count)],
      ['X-RSMF-AttachmentCount', '0'],
      ['X-RSMF-Participants', participants.map(({ author, role }) => `${author} (${role})`).join(`,${CRLF} `)],
      ['X-RSMF-EventCollectionID', collection],
      ['MIME-Version', '1.0'],
      ['Content-Type', `multipart/mixed;${CRLF} boundary="${boundary}"`],
    ];
    const begun = (type: string, disposition: string) =>
      `--${boundary}${CRLF}Content-Type: ${type}${CRLF}Content-Disposition: ${disposition}${CRLF}Content-Transfer-Encoding: base64${CRLF}${CRLF}`;
    const line = ([name, value]: readonly [string, string]) => `${name}: ${value}${CRLF}`;
    await document.write(`${head.map(line).join('')}${CRLF}${begun('text/plain; charset=utf-8', 'inline')}`);
    for await (const bytes of createReadStream(this.transcript.path)) await document.write(bytes);
    await document.write(begun('application/zip; name="rsmf.zip"', 'attachment; filename="rsmf.zip"'));
    const encoded = new Base64Lines(document);
    for await (const bytes of createReadStream(zip)) await encoded.write(bytes);
    await encoded.flush();
    await document.write(`--${boundary}--${CRLF}`);
    return document;
  }
}

/** Base64 in the lines that mail has; many of them at once. */
class Base64Lines {
  #held: Buffer = Buffer.alloc(0);
  /** What follows it. */
  #text = '';

  constructor(private readonly file: HashedFile) {}

  get path(): string {
    return this.file.path;
  }

  /** Adds bytes; to be awaited where it gives something to wait for. */
  write(piece: string | Buffer): Promise<void> | undefined {
    if (typeof piece === 'string') this.#text += piece;
    else this.#take(piece);
    if (this.#held.length + this.#text.length < 1_024 * LINE_BYTES) return undefined;
    this.#take();
    const whole = this.#held.length - (this.#held.length % LINE_BYTES);
    const lines = inLines(this.#held.toString('base64', 0, whole));
    this.#held = this.#held.subarray(whole);
    return this.file.write(lines);
  }

  /** Writes what is left, of which the last line may be short. */
  async flush(): Promise<void> {
    this.#take();
    await this.file.write(inLines(this.#held.toString('base64')));
    this.#held = Buffer.alloc(0);
  }

  /** Many short texts become bytes together. */
  #take(bytes: Buffer = Buffer.alloc(0)): void {
    this.#held = Buffer.concat([this.#held, Buffer.from(this.#text), bytes]);
    this.#text = '';
  }

  async end(): Promise<void> {
    await this.flush();
    await this.file.end();
  }
}

const inLines = (base64: string): string => base64.replace(/.{1,76}/g, `$&${CRLF}`);
