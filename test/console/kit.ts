/** What stories of the console are told with: a real browser, people who sign in, pictures, and the look for barriers. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import type { Stack } from '../support/stack';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PICTURES = join(__dirname, '../../.screenshots');

/**
 * Switched off in the browser: two pages of its own for its address bar, which it draws for each window, seen or not, and which cost more
 * than the page itself. This list takes the place of Playwright's, so those of it that count here stand behind.
 */
const FEATURES_OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
  'HttpsUpgrades',
  'PaintHolding',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'PreconnectToSearch',
];

/** The browser of this machine: CHROMIUM names another. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  const args = [`--disable-features=${FEATURES_OFF}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  return chromium.launch({ executablePath, args });
}

/** What every story gets. */
export interface Kit {
  readonly stack: Stack;
  /** Where the identity provider is to be started that the api knows. */
  readonly providerPort: number;
  /** The same of nobody who is signed in yet. */
  visit(at?: string, options?: BrowserContextOptions): Promise<Page>;
  /**
   * A page of somebody of their own, signed in as a demo person, at an address such as `inbox`. It fails the story for any error in
   * the page and for what its policy forbids.
   */
  open(role: 'seller' | 'buyer' | 'admin' | 'compliance', at?: string, options?: BrowserContextOptions): Promise<Page>;
}

/** Makes the kit of a running stack and browser; `close` ends its pages, and fails for what went wrong in one. */
export function kitOf(stack: Stack, browser: Browser, providerPort: number): Kit & { close(): Promise<void> } {
  const wrong: string[] = [];
  const kit = {
    stack,
    providerPort,
    async visit(at = '', options: BrowserContextOptions = {}) {
      const context = await browser.newContext({ locale: 'en', timezoneId: 'Europe/Berlin', ...options });
      // As long as `eventually`, since a busy machine is slow; of the context, so that it holds for every tab of it.
      context.setDefaultTimeout(60_000);
      const page = await context.newPage();
      page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`));
      page.on('console', (line) => {
        // A server that a story kills is no mistake of the page.
        if (line.type() === 'error' && !/Failed to load resource|ERR_/.test(line.text()))
          wrong.push(`${page.url()}: ${line.text()}`);
      });
      await page.goto(`${stack.url}/console/${at}`);
      return page;
    },
    async open(role: Parameters<Kit['open']>[0], at = '', options: BrowserContextOptions = {}) {
      const page = await kit.visit(at, options);
      await page.locator(`.ways button >> nth=${['seller', 'buyer', 'admin', 'compliance'].indexOf(role)}`).click();
      await page.locator('header.top').waitFor();
      return page;
    },
    async close() {
      await Promise.all(browser.contexts().map((context) => context.close()));
      expect(wrong.splice(0)).toEqual([]);
    },
  };
  return kit;
}

/** With PICTURES=1, a picture for a person to look at, in .screenshots/; of what is not on a phone yet, another as it is there, in the dark. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  const size = page.viewportSize();
  if (!size || size.width < 600) return;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: join(PICTURES, `${name}-phone-dark.png`) });
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(size);
}

/** Whether this heading has the focus, with which a person goes on who works by keys or hears the page. */
export const isAt = (page: Page, heading: string): Promise<boolean> =>
  page.evaluate(`document.activeElement.matches('h1') && document.activeElement.textContent === ${JSON.stringify(heading)}`);

/** A photo as a person has it. */
export const photo = async (colour = '#a33') => ({
  name: 'Lampe für März.png',
  mimeType: 'image/png',
  buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background: colour } })
    .png()
    .toBuffer(),
});

/** What happens in a page when files are dropped on it, or pasted. */
export const handOver = (
  page: Page,
  how: 'drop' | 'paste',
  files: readonly Awaited<ReturnType<typeof photo>>[],
): Promise<unknown> =>
  page.evaluate(`
    const data = new DataTransfer();
    for (const { name, mimeType, bytes } of ${JSON.stringify(files.map(({ buffer, ...file }) => ({ ...file, bytes: buffer.toString('base64') })))})
      data.items.add(new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], name, { type: mimeType }));
    const init = { bubbles: true, cancelable: true, dataTransfer: data, clipboardData: data };
    document.body.dispatchEvent('${how}' === 'drop' ? new DragEvent('drop', init) : new ClipboardEvent('paste', init));
  `);

const BARRIERS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** All of them that look at colours. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Barriers that axe finds in a view (WCAG 2.2 AA), those of colours in both schemes. */
export async function barriers(page: Page): Promise<string[]> {
  const found: string[] = [];
  // While the line is away, which it may be for a moment on a busy machine, its bar stands before the lowest part of the view.
  await page.locator('.connection.away').waitFor({ state: 'detached' });
  // What is not drawn before it is scrolled to has no place yet, and its neighbours would stand over it.
  await page.evaluate(
    "for (const one of document.querySelectorAll('main *')) if (getComputedStyle(one).contentVisibility === 'auto') one.style.contentVisibility = 'visible'",
  );
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(AXE);
    const rules = colorScheme === 'light' ? { type: 'tag', values: BARRIERS } : { type: 'rule', values: OF_COLOURS };
    // What it passed is not described, which takes as long as the looking.
    const options = JSON.stringify({ runOnly: rules, resultTypes: ['violations'] });
    const violations = (await page.evaluate(`axe.run(${options}).then(({ violations }) => violations)`)) as {
      id: string;
      nodes: { html: string; failureSummary: string }[];
    }[];
    for (const { id, nodes } of violations)
      found.push(...nodes.map(({ html, failureSummary }) => `${colorScheme} ${id}: ${html.slice(0, 200)} ${failureSummary}`));
  }
  await page.emulateMedia({ colorScheme: null });
  return found;
}
