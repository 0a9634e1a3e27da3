import { barriers, type Kit, picture } from './kit';

export function sessionStories(kit: () => Kit): void {
  it('is let in by a button on the embedded keys, has a cookie that no script sees, and is out again', async () => {
    const page = await kit().open('seller');
    expect(new URL(page.url()).pathname).toBe('/console/inbox');
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual([]);
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: '__Host-session', httpOnly: true, secure: true, sameSite: 'Strict', path: '/' });
    const { url } = kit().stack;
    const header = { cookie: `__Host-session=${cookie.value}` };
    const asked = async (path: string, headers: Record<string, string>) => (await fetch(url + path, { headers })).status;
    // A program brings a token: whoever sends only the cookie may be another site's page.
    expect(await asked('/v1/inbox', header)).toBe(403);
    expect(await asked('/v1/inbox', { ...header, 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await asked('/v1/inbox', { ...header, 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await asked('/v1/audit', { ...header, 'sec-fetch-site': 'same-origin' })).toBe(403);
    const forged = `${cookie.value.slice(0, -3)}AAA`;
    expect(await asked('/v1/inbox', { cookie: `__Host-session=${forged}`, 'sec-fetch-site': 'same-origin' })).toBe(401);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'What do you want to do?' }).fill('sign');
    await page.keyboard.press('Enter');
    await page.getByText('For a trial, sign in as').waitFor();
    expect(await page.context().cookies()).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'sign-in');
  });

  it('finds it in eleven languages, on a phone and in the dark', async () => {
    const page = await kit().open('seller', '', { locale: 'pl-PL', colorScheme: 'dark', viewport: { width: 320, height: 640 } });
    await page.getByRole('link', { name: 'Skrzynka' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('pl');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.getByRole('button', { name: 'Ustawienia' }).click();
    await page.getByRole('combobox', { name: 'Język' }).selectOption('hu');
    await page.getByRole('link', { name: 'Beérkezett' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'settings-phone-dark');
  });
}
