import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { barriers, type Kit, picture } from './kit';

/** What the platform's admins do in the console. */
export function adminStories(kit: () => Kit): void {
  const shop = `laden-${randomUUID().slice(0, 8)}`;

  /** A conversation of this shop; its times are those of the product's clock. */
  const asked = async (subject: string, body: string) => {
    const [buyer, agent, admin] = await Promise.all([
      kit().stack.as('buyer', `kunde-${randomUUID().slice(0, 8)}`),
      kit().stack.as('seller', 'agentin', shop),
      kit().stack.as('admin', `admin-${randomUUID().slice(0, 8)}`),
    ]);
    const message = { body, language: 'de' };
    const opening = { market: 'de', seller: shop, topic: 'complaint', subject, message };
    const { conversation, message: first } = (await buyer.post('/v1/conversations', opening).expect(201)).body;
    return { buyer, agent, admin, conversation, first, path: `/v1/conversations/${conversation}` };
  };

  it('works through the queue of reviews by single keys, with the words marked and a reason given once', async () => {
    const { agent, path, conversation } = await asked('Wo bleibt es?', 'Wann kommt mein Paket?');
    await agent.post(`${path}/messages`, { body: 'Rufen Sie mich an: 0151 23456789.', language: 'de' }).expect(201);
    await agent.post(`${path}/messages`, { body: 'Oder schreiben Sie an laden@example.org.', language: 'de' }).expect(201);
    const page = await kit().open('admin', `reviews?seller=${shop}&what=message`, { locale: 'de-DE' });
    await page.getByText('Zurückgehalten').nth(1).waitFor();
    await page.keyboard.press('j');
    // Without a reason nothing that somebody wrote is shown.
    const reason = page.getByRole('textbox', { name: 'Warum lesen Sie das?' });
    await reason.waitFor();
    expect(await page.locator('mark').count()).toBe(0);
    await reason.fill('Prüfung am Montag');
    await page.keyboard.press('Enter');
    await page.locator('.about mark').first().waitFor();
    const marked = await page.locator('.about mark').allTextContents();
    expect(marked.join()).toContain('0151 23456789');
    await page.getByRole('heading', { name: /Frühere Feststellungen/ }).click();
    await page.keyboard.press('a');
    await page.getByText('Sie haben es übernommen').or(page.getByText('Meine')).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'admin-review-german');
    // Rejected by a key, taken back, and rejected again.
    await page.keyboard.press('x');
    await page.locator('.about mark', { hasText: 'laden@example.org' }).waitFor();
    await page.keyboard.press('u');
    await page.locator('.about mark', { hasText: '0151 23456789' }).waitFor();
    await page.keyboard.press('x');
    await page.locator('.outbox').getByRole('button', { name: 'Sofort senden' }).click();
    await page.getByText('1 entschieden').waitFor();
    const compliance = await kit().stack.as('compliance');
    const { items } = (await compliance.get(`/v1/accesses?conversation=${conversation}`).expect(200)).body;
    expect(new Set(items.map((one: { reason: string }) => one.reason))).toEqual(new Set(['Prüfung am Montag']));
    const { body } = await agent.get(`${path}/messages`).expect(200);
    expect(body.items[1].rejected.reason).toBe(
      'Das Markierte darf nicht gesendet werden. Bitte schreiben Sie noch einmal ohne es.',
    );
    // What is left is decided by what it has in common.
    await page.getByRole('button', { name: 'Alle passenden entscheiden' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').first().selectOption({ label: 'Zurückweisen' });
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'admin-review-bulk-german');
    await dialog.getByRole('button', { name: 'Entscheiden' }).click();
    await page
      .getByText(/^1 entschieden/)
      .first()
      .waitFor();
    const phone = await kit().open('admin', `reviews?seller=${shop}&state=rejected`, {
      locale: 'pl-PL',
      colorScheme: 'dark',
      viewport: { width: 320, height: 640 },
    });
    await phone.getByRole('listitem').first().waitFor();
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(await barriers(phone)).toEqual([]);
    await picture(phone, 'admin-reviews-polish-phone-dark');
  });

  it('sees what is overdue by seller, why it was due, and excuses one answer with a reason', async () => {
    const { buyer, admin } = await asked('Kaputt', 'Die Lampe ist kaputt. Was nun?');
    const now = DateTime.fromISO((await admin.get('/v1/test-clock').expect(200)).body.now);
    // Three business days are over, whatever the calendar says.
    await admin.put('/v1/test-clock', { now: now.plus({ days: 9 }).toUTC().toISO() }).expect(200);
    const page = await kit().open('admin', 'overdue');
    await page.getByRole('link', { name: shop }).click();
    const row = page.locator('.admin-rows li').filter({ hasText: buyer.sub });
    await row.getByText(/escalated/).waitFor({ timeout: 20_000 });
    expect(new URL(page.url()).searchParams.get('seller')).toBe(shop);
    await row.getByRole('button', { name: /Late/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Why do you read this?' }).fill('the seller called');
    await page.keyboard.press('Enter');
    await dialog.getByText('Business day').first().waitFor();
    await picture(page, 'admin-overdue-why');
    await page.keyboard.press('Escape');
    await row.getByRole('button', { name: 'Excuse' }).click();
    await row.getByRole('textbox', { name: 'Reason' }).fill('their line was cut');
    await page.keyboard.press('Enter');
    await page.getByText('Excused: their line was cut').waitFor();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: 'State' }).selectOption('Excused');
    await row.getByRole('button', { name: 'Take the excuse back' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'admin-overdue');
  });
}
