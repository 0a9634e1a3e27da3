import { barriers, type Kit } from './kit';

/** They are a browser's code. */
const { ROUTES } = require('../../apps/console/src/routes') as {
  readonly ROUTES: readonly { readonly path: string; readonly roles: readonly string[] }[];
};

const NARROW = { viewport: { width: 320, height: 640 }, locale: 'de-DE' } as const;

/** Whether some of the views one can go to are out of sight. */
const beyond = `[...document.querySelectorAll('.top nav > *')].some((one) =>
  one.getBoundingClientRect().right > one.parentElement.getBoundingClientRect().right + 1)`;

/** What is read or written in lines that are too long for an eye to follow. */
const stretched = `[...document.querySelectorAll('main p, main textarea, main li')].filter((one) => {
  const text = document.createRange();
  text.selectNodeContents(one);
  const widest = Math.max(0, ...[...text.getClientRects()].map(({ width }) => width));
  return (one.localName === 'textarea' ? one.clientWidth : widest) > 1_200;
}).map((one) => one.outerHTML.slice(0, 100))`;

/** What holds of every view, whoever has it: where the console has another one, it holds of that, too. */
export function viewsStories(kit: () => Kit): void {
  it.each(['seller', 'buyer', 'admin', 'compliance'] as const)(
    'of a %s has no barriers, and fits a phone of 320 pixels, a large screen, and text twice as large (WCAG 1.4.4, 1.4.10)',
    async (role) => {
      const page = await kit().open(role, '', NARROW);
      const views = ROUTES.filter(({ roles }) => roles.includes(role)).map(({ path }) => `/console/${path}`);
      const offered = "[...document.querySelectorAll('header.top nav a')].map(({ pathname }) => pathname)";
      expect(((await page.evaluate(offered)) as string[]).sort()).toEqual([...views].sort());
      const wrong: string[] = [];
      const look = async (view: string, how: string) => {
        const [has, at] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as number[];
        if (has > at) wrong.push(`${view}, ${how}: ${has} of ${at}`);
      };
      for (const view of views) {
        await page.evaluate(`history.pushState(null, '', '${view}'); dispatchEvent(new Event('helpdesk:moved'))`);
        await page.locator(`header.top nav a[aria-current][href="${view}"]`).waitFor({ state: 'attached' });
        await page.locator('main h1').first().waitFor({ state: 'attached' });
        await page.locator('main .empty', { hasText: 'Wird geladen' }).waitFor({ state: 'detached' });
        await look(view, 'narrow');
        // The first rows of a long list are as all of them are.
        await page.evaluate(
          "for (const row of document.querySelectorAll('main ol > li:nth-child(n + 9)')) row.style.display = 'none'",
        );
        wrong.push(...(await barriers(page)).map((barrier) => `${view}: ${barrier}`));
        await page.setViewportSize({ width: 1_280, height: 800 });
        await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
        await look(view, 'large');
        if (await page.evaluate(beyond)) wrong.push(`${view}: views beyond the edge`);
        await page.evaluate(`document.documentElement.style.fontSize = ''`);
        await page.setViewportSize({ width: 3_840, height: 2_160 });
        for (const one of (await page.evaluate(stretched)) as string[]) wrong.push(`${view}, very large: ${one}`);
        await page.setViewportSize(NARROW.viewport);
      }
      expect(wrong).toEqual([]);
    },
  );
}
