/** Forms that lawyers' tools read: written beside the package while its events pass by, with no authority of their own. */
import { rename } from 'node:fs/promises';
import type { EvidenceForm, Language } from '../domain';
import { type Container, type Packed, zipped } from './container';
import type { HashedFile } from './hashed-file';
import type { Rendering } from './package';
import { labelOf, type Shown } from './shown';

/** A form of a package as it was made: a document where one is enough, or a ZIP of them. */
export interface MadeForm extends Container {
  readonly form: EvidenceForm;
  readonly path: string;
  /** Of its file, without a dot before: `rsmf`, or `rsmf.zip`. */
  readonly suffix: string;
}

/** Writes a form. Its files are none of the package's. */
export interface FormRendering extends Rendering<{ readonly shown: Shown }> {
  /** What it came to, when it has ended. */
  readonly made: MadeForm;
}

/** The documents of a form, and what they come to. */
export class Documents {
  readonly #files: (Packed & Container)[] = [];
  #made?: MadeForm;

  constructor(
    private readonly form: EvidenceForm,
    /** Where the form comes to stand. */
    private readonly into: string,
  ) {}

  /** Ends a document, which is called `name` where there are several. */
  async add(name: string, file: HashedFile): Promise<void> {
    const { path } = file;
    const { size, sha256 } = await file.end();
    this.#files.push({ name, path, size, sha256 });
  }

  /** Puts them where the form is to stand. */
  async end(): Promise<void> {
    const { form, into: path } = this;
    const [only, ...more] = this.#files;
    if (only && more.length === 0) {
      await rename(only.path, path);
      this.#made = { form, path, suffix: form, size: only.size, sha256: only.sha256 };
    } else this.#made = { form, path, suffix: `${form}.zip`, ...(await zipped(this.#files, path)) };
  }

  get made(): MadeForm {
    if (!this.#made) throw new Error(`the form ${this.form} has not ended`);
    return this.#made;
  }
}

/** What people wrote in an event: the text alone where it is one message, each with its name where there are several. */
export const writtenText = ({ texts }: Shown, language: Language): string =>
  texts.length === 1 ? texts[0][1] : texts.map(([name, text]) => `${labelOf(language, name)}: ${text}`).join('\n');

/** Whether an event is something that one side said to the other. */
export const isSaid = ({ type }: Shown): boolean => type === 'MessageSent';
