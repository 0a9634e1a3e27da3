/** The rendering for a browser: pages that need nothing else, a new one where one has become large. */
import type { Language } from '../domain';
import type { HashedFile, Written } from './hashed-file';
import type { BeginFile, Rendering, Told } from './package';
import { labelOf, type Shown } from './shown';
import { EVIDENCE_WORDS } from './shown-words';

const PAGE_BYTES = 4 * 1_024 * 1_024;
const STYLE =
  'body{font:16px/1.45 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111}article{border-top:1px solid #bbb;padding:.6rem 0}' +
  'h3{margin:0;font-size:1rem}p{margin:.2rem 0}.text{white-space:pre-wrap;overflow-wrap:anywhere}.mark{background:#b00020;color:#fff;padding:0 .4rem}' +
  'small{color:#555;overflow-wrap:anywhere}time{white-space:nowrap}';

// biome-ignore lint/suspicious/noControlCharactersInRegex: those that HTML forbids are what it looks for
const ESCAPED = /[&<>"'\u0000-\u001f\u007f-\u009f]/g;

const escaped = (text: string): string =>
  text.replace(ESCAPED, (sign) => {
    if (sign > '\u001f' && sign < '\u007f') return `&#${sign.charCodeAt(0)};`;
    return '\t\n\r'.includes(sign) ? sign : '\ufffd';
  });

/** Opens the rendering. */
export async function html(begin: BeginFile, told: Told, language: Language): Promise<Rendering<{ readonly shown: Shown }>> {
  const words = EVIDENCE_WORDS[language];
  const done: Written[] = [];
  let file: HashedFile | undefined;
  let index: string[] = [];

  async function page(): Promise<HashedFile> {
    const number = done.length + 1;
    const opened = await begin(number === 1 ? 'conversation.html' : `conversation-${String(number).padStart(3, '0')}.html`);
    const facts = [
      [words.purpose, told.purpose],
      [words.reason, told.reason],
      [words.asOf, told.asOf],
      [words.requestedBy, `${told.requestedBy}, ${told.requestedAt}`],
    ].map(([label, text]) => `<p>${escaped(label)}: ${escaped(text)}</p>`);
    await opened.write(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">` +
        `<title>${escaped(words.title)} ${escaped(told.id)}</title><style>${STYLE}</style><h1>${escaped(words.title)}</h1>` +
        `<p>${escaped(told.id)}</p><p>${escaped(told.selection)}</p>${facts.join('')}<p><small>${escaped(words.authority)}</small></p><p><a href="#index">${escaped(words.index)}</a></p>\n`,
    );
    return opened;
  }

  async function close(): Promise<void> {
    if (!file) return;
    await file.write(`<h2 id="index">${escaped(words.index)}</h2><ol>${index.join('')}</ol>\n`);
    done.push(await file.end());
    file = undefined;
    index = [];
  }

  /** The first of a conversation, or of a page. */
  async function first(shown: Shown): Promise<void> {
    if (file && file.size > PAGE_BYTES) await close();
    file ??= await page();
    index.push(`<li><a href="#e${escaped(shown.id)}">${escaped(words.conversation)} ${escaped(shown.conversation)}</a></li>`);
    await file.write(`<h2>${escaped(words.conversation)} ${escaped(shown.conversation)}</h2>\n`);
    await file.write(article(shown, language));
  }

  return {
    add({ shown }) {
      if (!file || file.size > PAGE_BYTES || shown.isFirst) return first(shown);
      return file.write(article(shown, language));
    },
    async end() {
      file ??= await page();
      await close();
      return done;
    },
  };
}

function article(shown: Shown, language: Language): string {
  const words = EVIDENCE_WORDS[language];
  const { id, revision, title, role, author, times, texts, told, marks, hash, at } = shown;
  const labelled = (one: string, text: string) => `<p><small>${escaped(one)}:</small> ${text}</p>`;
  return (
    `<article id="e${escaped(id)}"><h3>${revision}. ${escaped(title)}: ${escaped(words.roles[role])} ${escaped(author)} ` +
    `${marks.map((mark) => `<strong class="mark">${escaped(mark)}</strong>`).join(' ')}</h3>` +
    `<p><time datetime="${escaped(at)}">${escaped(times[0])}</time> · <time>${escaped(times[1])}</time></p>` +
    texts
      .map(([field, text]) => labelled(labelOf(language, field), `<span class="text" dir="auto">${escaped(text)}</span>`))
      .join('') +
    (told.length > 0
      ? `<p><small>${told.map(([label, text]) => `${escaped(label)}: ${escaped(text)}`).join('; ')}</small></p>`
      : '') +
    `<p><small>${escaped(words.event)} ${escaped(id)} · ${escaped(words.hash)} ${escaped(hash)}</small></p></article>\n`
  );
}
