/** vCon (draft-ietf-vcon-vcon-core): a JSON document for each conversation; what was said is its dialog, each event an attachment. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Language } from '../domain';
import { Documents, type FormRendering, isSaid, writtenText } from './form';
import type { HashedFile } from './hashed-file';
import type { BeginFile, Told } from './package';
import type { Shown } from './shown';
import { EVIDENCE_WORDS } from './shown-words';

/** Opens the form. The same events make the same bytes. */
export async function vcon(begin: BeginFile, told: Told, language: Language, into: string): Promise<FormRendering> {
  const documents = new Documents('vcon', into);
  let one: Conversation | undefined;
  async function close(): Promise<void> {
    if (one) await documents.add(`${one.conversation}.vcon`, await one.end());
    one = undefined;
  }
  async function another(shown: Shown): Promise<void> {
    await close();
    one = await Conversation.begin(begin, told, language, shown);
    await one.add(shown);
  }
  return {
    get made() {
      return documents.made;
    },
    add({ shown }) {
      return one && !shown.isFirst ? one.add(shown) : another(shown);
    },
    async end() {
      await close();
      await documents.end();
      return [];
    },
  };
}

/** A UUID of version 8: the same for what is the same. */
function uuidOf(text: string): string {
  const hash = createHash('sha256').update(text).digest();
  hash[6] = (hash[6] & 0x0f) | 0x80;
  hash[8] = (hash[8] & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** One document. Its attachments wait in a file of their own until its dialog has ended. */
class Conversation {
  readonly #parties = new Map<string, number>();
  /** Places of messages in the dialog. */
  readonly #dialogs = new Map<string, number>();
  #said = 0;
  #count = 0;

  private constructor(
    readonly conversation: string,
    private readonly language: Language,
    private readonly document: HashedFile,
    private readonly attachments: HashedFile,
  ) {}

  static async begin(
    begin: BeginFile,
    { id, requestedAt }: Told,
    language: Language,
    { conversation }: Shown,
  ): Promise<Conversation> {
    const document = await begin(`.vcon/${conversation}`);
    const head = {
      uuid: uuidOf(`${id} ${conversation}`),
      created_at: requestedAt,
      subject: `${EVIDENCE_WORDS[language].conversation} ${conversation}`,
    };
    await document.write(`${JSON.stringify(head).slice(0, -1)},"dialog":[`);
    return new Conversation(conversation, language, document, await begin('.vcon/attachments'));
  }

  /** To be awaited where it gives something to wait for. */
  add(shown: Shown): Promise<unknown> | undefined {
    const { id, type, revision, at, author, role, title, texts, facts, marks, hash, message, answers, times } = shown;
    const name = `${author} (${EVIDENCE_WORDS[this.language].roles[role]})`;
    const party = this.#parties.get(name) ?? this.#parties.size;
    this.#parties.set(name, party);
    const isMessage = isSaid(shown);
    let said: Promise<void> | undefined;
    if (isMessage) {
      const others = [...this.#parties.values()].filter((other) => other !== party);
      const dialog = {
        type: 'text',
        start: at,
        parties: [party, ...others],
        mediatype: 'text/plain',
        encoding: 'none',
        body: writtenText(shown, this.language),
        application: 'helpdesk',
        message_id: message ?? id,
      };
      said = this.document.write(`${this.#said > 0 ? ',' : ''}${JSON.stringify(dialog)}`);
      if (message !== undefined) this.#dialogs.set(message, this.#said);
      this.#said += 1;
    }
    const about = [message, ...answers].map((one) => one && this.#dialogs.get(one)).find((place) => place !== undefined);
    const attachment = {
      purpose: type,
      start: at,
      party,
      dialog: about ?? Math.max(0, this.#said - 1),
      mediatype: 'application/json',
      encoding: 'json',
      body: {
        event: id,
        revision,
        title,
        marketTime: times[1],
        leafHash: hash,
        marks,
        // What is undefined is not written.
        texts: isMessage ? undefined : Object.fromEntries(texts),
        facts: Object.fromEntries(facts),
      },
    };
    const attached = this.attachments.write(`${this.#count > 0 ? ',' : ''}${JSON.stringify(attachment)}`);
    this.#count += 1;
    return said || attached ? Promise.all([said, attached]) : undefined;
  }

  /** The document, not closed yet. */
  async end(): Promise<HashedFile> {
    const parties = [...this.#parties.keys()].map((name) => ({ name }));
    await this.document.write(`],"parties":${JSON.stringify(parties)},"attachments":[`);
    await this.attachments.end();
    for await (const bytes of createReadStream(this.attachments.path)) await this.document.write(bytes);
    await this.document.write(']}\n');
    return this.document;
  }
}
