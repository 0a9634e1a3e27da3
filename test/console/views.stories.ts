import type { Kit } from './kit';

const NARROW = { viewport: { width: 320, height: 640 }, locale: 'de-DE' } as const;

/** Whether some of the views one can go to are out of sight. */
const beyond = `[...document.querySelectorAll('.top nav > *')].some((one) =>
  one.getBoundingClientRect().right > one.parentElement.getBoundingClientRect().right + 1)`;

/** What holds of every view, whoever has it. */
export function viewsStories(kit: () => Kit): void {
  it.each(['seller', 'buyer', 'admin', 'compliance'] as const)(
    'of a %s fits a phone of 320 pixels, and a screen with text twice as large, without scrolling sideways (WCAG 1.4.4, 1.4.10)',
    async (role) => {
      const page = await kit().open(role, '', NARROW);
      const views = (await page.evaluate(
        "[...document.querySelectorAll('header.top nav a')].map(({ href }) => href)",
      )) as string[];
      expect(views.length).toBeGreaterThan(1);
      const tooWide: string[] = [];
      const look = async (view: string, how: string) => {
        const [has, at] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as number[];
        if (has > at) tooWide.push(`${new URL(view).pathname}, ${how}: ${has} of ${at}`);
      };
      for (const view of views) {
        await page.evaluate(`history.pushState(null, '', '${view}'); dispatchEvent(new Event('helpdesk:moved'))`);
        await page.locator(`header.top nav a[aria-current][href="${new URL(view).pathname}"]`).waitFor({ state: 'attached' });
        await page.locator('main h1').first().waitFor({ state: 'attached' });
        await page.locator('main .empty', { hasText: 'Wird geladen' }).waitFor({ state: 'detached' });
        await look(view, 'narrow');
        await page.setViewportSize({ width: 1_280, height: 800 });
        await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
        await look(view, 'large');
        if (await page.evaluate(beyond)) tooWide.push(`${new URL(view).pathname}: views beyond the edge`);
        await page.evaluate(`document.documentElement.style.fontSize = ''`);
        await page.setViewportSize(NARROW.viewport);
      }
      expect(tooWide).toEqual([]);
    },
  );
}
