import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Session, Sessions } from '../../apps/api/edge/sessions';
import { ensureKeys, loadSessionRules } from '../../libs/config';
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider';
import { barriers, type Kit, picture } from './kit';

/** People who have an account at an OpenID Connect provider. */
export function signInStories(kit: () => Kit): void {
  let provider: IdentityProvider | undefined;
  afterAll(() => provider?.stop());

  /** The session in a browser as a later moment finds it: opened and sealed with the secret of the stack. */
  const changed = async (page: Page, changes: Partial<Session>): Promise<Session> => {
    const sessions = new Sessions(
      loadSessionRules({ SESSION_SECRET: ensureKeys(join(kit().stack.dataDir, 'keys')).sessionSecret }),
    );
    const held = (await page.context().cookies(kit().stack.url)).find(({ name }) => name === '__Host-session');
    const session = (await sessions.open<Session>(held?.value ?? '')) as Session;
    const value = await sessions.seal({ ...session, ...changes }, Date.now() + 3_600_000);
    await page.context().addCookies([{ ...held, name: '__Host-session', value } as never]);
    return session;
  };
  /** What `GET /session` says to the page. */
  const whoIs = (page: Page): Promise<object | null> =>
    page.evaluate("fetch('/session').then((answer) => answer.json()).then(({ person }) => person)");
  const signIn = async (page: Page, name: string) => {
    await page.getByRole('link', { name: 'Sign in with your account' }).click();
    await page.locator('[name=login]').fill(name);
    await page.locator('[name=password]').fill('of no account');
    await page.locator('[type=submit]').click();
    // What the console asks for is agreed to.
    await page.locator('[type=submit]').click();
  };

  it('sign in there, are who it says with the role it gives, are renewed and locked out by it, and sign out there', async () => {
    const { stack, providerPort } = kit();
    const page = await kit().visit('times');
    // The provider's own pages ask the world for a font.
    await page.route(/^https:/, (route) => route.abort());
    await page.getByRole('link', { name: 'Sign in with your account' }).click();
    await page.getByRole('alert').getByText('The sign-in service cannot be reached.').waitFor();
    provider = await startIdentityProvider(providerPort, stack.url);
    // Of its roles one is ours, under another name; no other name counts for it.
    await provider.says('agentin', { role: ['offline', 'helpdesk-agent'], seller: 'laden' });
    await provider.says('guest', { role: 'somebody' });
    await page.goto(`${stack.url}/console/times`);
    await signIn(page, 'agentin');
    await page.getByRole('heading', { name: 'Response times' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/times');
    expect(await whoIs(page)).toEqual({ sub: 'agentin', role: 'seller', seller: 'laden' });
    const first = await changed(page, { renewAt: Date.now() - 3_600_000 });
    expect(first.refresh).toBeTruthy();

    // Too old to be taken, it is renewed by the page itself; roles are as the provider says now.
    await provider.says('agentin', { role: 'helpdesk-agent', seller: 'anderer-laden' });
    await page.reload();
    await page.getByRole('heading', { name: 'Response times' }).waitFor();
    expect(await whoIs(page)).toMatchObject({ seller: 'anderer-laden' });
    const renewed = await changed(page, {});
    expect(renewed.renewAt).toBeGreaterThan(Date.now() + 500_000);

    // Locked out there is out here when it is asked again; what is on the page stays behind the dialog.
    await provider.says('agentin', null);
    await changed(page, { renewAt: Date.now() - 3_600_000 });
    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.getByRole('dialog', { name: 'Your session is over' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'sign-in-session-over');
    await provider.says('agentin', { role: 'helpdesk-agent', seller: 'laden' });
    await page.getByRole('dialog').getByRole('link', { name: 'Sign in with your account' }).click();
    // The provider still knows the browser, and asks only whether it may tell.
    await page.locator('[type=submit]').click();
    await page.getByRole('link', { name: 'Inbox' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/inbox');

    // Over after eight hours, whatever the provider says.
    await changed(page, { endsAt: Date.now() - 1 });
    expect(await whoIs(page)).toBeNull();
    await changed(page, { endsAt: Date.now() + 3_600_000, renewAt: Date.now() + 60_000 });
    await page.reload();
    await page.getByRole('button', { name: 'Settings' }).click();
    const { refresh } = await changed(page, {});
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.locator('[name=logout]').click();
    await page.getByRole('heading', { name: 'Helpdesk' }).waitFor();
    expect(new URL(page.url()).origin).toBe(stack.url);
    expect(await whoIs(page)).toBeNull();
    expect(refresh).toBeTruthy();

    // An answer that was not asked for, and somebody of no role here, are told so; a program has the problem.
    await page.goto(`${stack.url}/session/callback?code=of-others&state=of-others`);
    await page.getByRole('alert').getByText('The sign-in did not work.').waitFor();
    await page.getByRole('link', { name: 'Sign in with your account' }).click();
    await page.locator('[name=login]').waitFor();
    await page.goto(`${stack.url}/session/callback?code=of-others&state=of-others`);
    await page.getByRole('alert').getByText('The sign-in did not work.').waitFor();
    expect(await whoIs(page)).toBeNull();
    expect((await fetch(`${stack.url}/session/callback?code=x&state=y`)).status).toBe(401);
    await signIn(page, 'guest');
    await page.getByRole('alert').getByText('Your account has no place in this helpdesk.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'sign-in-unknown');
  });
}
