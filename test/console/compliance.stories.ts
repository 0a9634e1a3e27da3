import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { eventually } from '../support/stack';
import { barriers, type Kit, picture } from './kit';

/** What those do in the console who look after the record. */
export function complianceStories(kit: () => Kit): void {
  const shop = `laden-${randomUUID().slice(0, 8)}`;
  const order = `A-${randomUUID().slice(0, 8)}`;
  const phone = { locale: 'pl-PL', colorScheme: 'dark', viewport: { width: 320, height: 640 } } as const;

  const asked = async (body: string) => {
    const buyer = await kit().stack.as('buyer', `kunde-${randomUUID().slice(0, 8)}`);
    const message = { body, language: 'de' };
    const opening = { market: 'de', seller: shop, order, topic: 'complaint', subject: 'Lampe', message };
    const { conversation } = (await buyer.post('/v1/conversations', opening).expect(201)).body;
    return { buyer, conversation: conversation as string, path: `/v1/conversations/${conversation}` };
  };

  it('follows the trail as it grows, by filters in the address, and sees who read what and why', async () => {
    const { buyer, conversation, path } = await asked('Die Lampe flackert. Was nun?');
    const page = await kit().open('compliance', `trail?conversation=${conversation}`, { locale: 'de-DE' });
    const rows = page.locator('.compliance-rows > li');
    await rows.filter({ hasText: 'MessageSent' }).waitFor();
    const before = await rows.count();
    await buyer.post(`${path}/messages`, { body: 'Hallo?', language: 'de' }).expect(201);
    // Nothing moves by itself until it is asked for, or followed.
    await page.getByText('2 neu').waitFor();
    expect(await rows.count()).toBe(before);
    await page.keyboard.press('.');
    await rows.nth(before + 1).waitFor();
    await page.getByRole('checkbox', { name: 'Mitlesen, was geschieht' }).check();
    await buyer.post(`${path}/close`, {}).expect(200);
    await rows.filter({ hasText: 'ConversationClosed' }).waitFor();
    await rows.first().getByText('Was es sagt').click();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'compliance-trail-german');
    await page.getByRole('link', { name: 'Nachricht gesendet' }).first().click();
    await rows.filter({ hasText: 'ConversationClosed' }).waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('type')).toBe('MessageSent');
    // A type of event is found by its name while it is typed, by its code too, and an empty field asks for all.
    const event = page.getByRole('combobox', { name: 'Ereignis' });
    expect(await event.inputValue()).toBe('Nachricht gesendet');
    await event.fill('geschlo');
    const found = page.getByRole('listbox', { name: 'Ereignis' }).getByRole('option');
    await found.getByText('Gespräch geschlossen').waitFor();
    expect(await found.count()).toBe(1);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'compliance-trail-find-german');
    await event.press('Enter');
    await rows.filter({ hasText: 'ConversationClosed' }).waitFor();
    expect([await rows.count(), new URL(page.url()).searchParams.get('type')]).toEqual([1, 'ConversationClosed']);
    await event.fill('ObligationOpened');
    await found.first().click();
    await rows.filter({ hasText: 'ReplyObligationOpened' }).first().waitFor();
    await event.fill('');
    await event.press('Enter');
    await rows.filter({ hasText: 'ConversationClosed' }).waitFor();
    expect(new URL(page.url()).searchParams.has('type')).toBe(false);
    // Found by its order, which shows no text; read for a reason that is asked once, and is on record.
    await page.goto(`${kit().stack.url}/console/find`);
    await page.getByRole('textbox', { name: 'Bestellung' }).fill(order);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: new RegExp(buyer.sub) }).click();
    const reason = page.getByRole('textbox', { name: 'Warum lesen Sie das?' });
    await reason.waitFor();
    expect(await barriers(page)).toEqual([]);
    await reason.fill('Beschwerde 4711');
    await page.keyboard.press('Enter');
    await page.getByText('Die Lampe flackert.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'compliance-conversation-german');
    // By its seller, by what that is called.
    const profile = { name: 'Lichterhaus Süd', markets: ['de'], languages: ['de'], members: [{ id: 'sued', role: 'agent' }] };
    await (await kit().stack.as('platform')).put(`/v1/sellers/${shop}`, profile).expect(200);
    await page.goto(`${kit().stack.url}/console/find`);
    await page.getByRole('combobox', { name: 'Verkäufer' }).fill('lichterh');
    await page.getByRole('option', { name: shop }).waitFor();
    // The first takes the one found, the second asks.
    for (const _ of [1, 2]) await page.keyboard.press('Enter');
    await page.getByRole('link', { name: `${buyer.sub} · Lichterhaus Süd` }).waitFor();
    expect(new URL(page.url()).searchParams.get('seller')).toBe(shop);
    await page.goto(`${kit().stack.url}/console/find?q=flackert`);
    await page.locator('mark', { hasText: 'flackert' }).first().waitFor();
    await page.goto(`${kit().stack.url}/console/accesses?conversation=${conversation}`);
    await page.locator('q', { hasText: 'Beschwerde 4711' }).nth(2).waitFor();
    expect((await page.locator('.compliance-rows p:first-child > span:last-child').allTextContents()).sort()).toEqual([
      'Gespräch conversation',
      'Suche search',
      'Was gesagt wurde timeline',
    ]);
    // What people wrote stands in the quotation marks of the language.
    const quotes = () => page.evaluate('getComputedStyle(document.querySelector("q")).quotes');
    expect(await quotes()).toBe('"„" "“"');
    await page.evaluate("document.documentElement.lang = 'fr'");
    expect(await quotes()).toBe('"«\u202f" "\u202f»"');
    await page.evaluate("document.documentElement.lang = 'de'");
    const admin = await kit().stack.as('admin');
    const { headers } = await admin.get(`${path}/history`).expect(400);
    expect(headers['x-position']).toBeDefined();
    await page.reload();
    await page.getByText('Ganzer Verlauf GET /v1/conversations/:id/history').waitFor();
    await page.getByText('Verweigert: kein Grund genannt').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'compliance-accesses-german');
    for (const view of ['trail', `find?order=${order}`, 'accesses', 'evidence']) {
      const small = await kit().open('compliance', view, phone);
      await small.locator('h1').waitFor();
      await small.waitForLoadState('networkidle');
      await picture(small, `compliance-${view.split('?')[0]}-polish-phone-dark`);
      expect(await small.evaluate('document.documentElement.scrollWidth')).toBe(320);
      // The others are looked at above, and where every view is.
      if (view.startsWith('find')) expect(await barriers(small)).toEqual([]);
      await small.context().close();
    }
  });

  it('sees what a package will hold, has it made, takes it, and checks it in the page', async () => {
    const { conversation } = await asked('Bitte rufen Sie mich an.');
    const page = await kit().open('compliance', `evidence?conversations=${conversation}`);
    const see = page.getByRole('button', { name: 'See what it will hold' });
    // Without a seller the form stays where it is; one is found by what it is called.
    await page.getByRole('radio', { name: 'A seller and a time' }).check();
    await see.click();
    expect(await page.evaluate('document.activeElement.matches("[role=combobox]:invalid")')).toBe(true);
    await page.getByRole('combobox', { name: 'Seller' }).fill(shop);
    await page.getByRole('option', { name: shop }).click();
    const times = page.locator('input[type=datetime-local]');
    for (const [index, at] of ['2026-01-01T00:00', '2099-01-01T00:00'].entries()) await times.nth(index).fill(at);
    await see.click();
    await page.getByText(/of [1-9] conversations?, from/).waitFor();
    await page.getByRole('radio', { name: 'Conversations' }).check();
    await see.click();
    await page.getByText(/of 1 conversation, from/).waitFor();
    await page.getByRole('radio', { name: 'These are opened and shown:' }).check();
    await page.getByRole('checkbox', { name: /Messages and notes/ }).waitFor();
    await page.getByRole('textbox', { name: 'What is it for?' }).fill('the court in Hamburg');
    await page.getByRole('textbox', { name: 'Reason, for the record' }).fill('file 7 C 12/26');
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'compliance-evidence');
    await page.getByRole('button', { name: 'Make the package' }).click();
    const link = page.getByRole('link', { name: 'Download the package' });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const file = await download.path();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'compliance-package');
    await page.getByRole('link', { name: 'Another package' }).click();
    await page.getByRole('link', { name: 'the court in Hamburg' }).first().waitFor();
    const choose = page.getByLabel('File');
    const mimeType = 'application/zip';
    await choose.setInputFiles({ name: 'whole.asice', mimeType, buffer: readFileSync(file) });
    await page.getByText('Nothing is wrong with it.').waitFor();
    expect(await page.locator('.compliance-checks .fine').count()).toBe(5);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'compliance-package-checked');
    // One bit of a file that is stored as it is: its own list tells.
    const altered = readFileSync(file);
    altered[altered.indexOf('vnd.etsi')] ^= 1;
    await choose.setInputFiles({ name: 'altered.asice', mimeType, buffer: altered });
    await page.getByText('mimetype: changed').waitFor();
    await page.getByText('It is not as it was made.').waitFor();
    await choose.setInputFiles({ name: 'letter.zip', mimeType, buffer: Buffer.from('no package at all') });
    await page.getByText('This is no package.').waitFor();
  });

  it('sees what a hold and an erasure would do before they are done, and how the log stands', async () => {
    const { buyer, conversation } = await asked('Bitte vergessen Sie mich.');
    const page = await kit().open('compliance', `retention?person=${buyer.sub}`, { locale: 'de-DE' });
    const standing = page.locator('section', { has: page.getByRole('heading', { name: buyer.sub }) }).last();
    const dialog = page.getByRole('dialog');
    const does = async (name: string, ground?: string) => {
      await standing.getByRole('button', { name }).click();
      await dialog.getByRole('textbox', { name: 'Grund, fürs Protokoll' }).fill('Klage 7 C 12/26');
      if (ground) await dialog.getByRole('textbox', { name: 'Grundlage (Gesetz oder Anordnung)' }).fill(ground);
      await page.keyboard.press('Enter');
      await dialog.getByText('Das würde geschehen:').waitFor();
    };
    // What there is of a person is handed out as a file of lines.
    await standing.getByRole('button', { name: 'Kopie aushändigen' }).click();
    await dialog.getByRole('textbox', { name: 'Grund, fürs Protokoll' }).fill('Antrag vom Montag');
    await dialog.getByRole('textbox', { name: 'Grundlage (Gesetz oder Anordnung)' }).fill('Art. 15 DSGVO');
    const [copy] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(copy.suggestedFilename()).toBe(`${buyer.sub}.jsonl`);
    const lines = readFileSync(await copy.path(), 'utf8')
      .trim()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line)).some((line) => JSON.stringify(line).includes('Bitte vergessen Sie mich.'))).toBe(
      true,
    );
    await dialog.waitFor({ state: 'detached' });
    await does('Aufbewahrung anordnen', 'Beschluss');
    await dialog.getByText(`Aufbewahrt würde, was schrieben: ${buyer.sub}`).waitFor();
    await picture(page, 'compliance-hold-german');
    await dialog.getByRole('button', { name: 'Aufbewahrung anordnen' }).click();
    await standing.getByText('Klage 7 C 12/26 · Beschluss').waitFor();
    // Held, it is restricted: that is told before it is done, and it is.
    await does('Geschriebenes löschen', 'Art. 17 DSGVO');
    await dialog.getByText('Gespräche: angeordnet aufbewahrt (Beschluss)').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'compliance-erasure-german');
    await standing.getByText('nichts gelöscht').waitFor();
    await dialog.getByRole('button', { name: 'Geschriebenes löschen' }).click();
    await dialog.waitFor({ state: 'detached' });
    await standing.getByText('Gespräche: angeordnet aufbewahrt (Beschluss)').waitFor();
    await does('Anordnung aufheben');
    await dialog.getByRole('button', { name: 'Anordnung aufheben' }).click();
    await standing.getByText(/^Gelöscht: Gespräche/).waitFor();
    // Nothing is there to be erased again: that is told before anything is asked for.
    await standing.getByRole('button', { name: 'Geschriebenes löschen' }).click();
    await dialog.getByRole('textbox', { name: 'Grund, fürs Protokoll' }).fill('noch einmal');
    await dialog.getByRole('textbox', { name: 'Grundlage (Gesetz oder Anordnung)' }).fill('Art. 17 DSGVO');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').getByText('Das ist schon geschehen, oder es gibt nichts mehr zu tun.').waitFor();
    await page.keyboard.press('Escape');
    await standing.getByText('Alles, worum gebeten wurde').click();
    await standing.getByText(/^Löschung verlangt ·/).waitFor();
    const compliance = await kit().stack.as('compliance');
    await eventually('all four on record', async () => {
      const { body } = await compliance.get(`/v1/persons/${buyer.sub}/erasure`).expect(200);
      const types = body.requests.map(({ type }: { type: string }) => type);
      return types.join() === 'PersonExported,HoldPlaced,ErasureRequested,HoldReleased';
    });
    // What is not there any more is said in words of whoever looks.
    await page.goto(`${kit().stack.url}/console/find/${conversation}`);
    await page.getByRole('textbox', { name: 'Warum lesen Sie das?' }).fill('Antrag vom Montag');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^\[gelöscht am \d\d?\.\d\d?\.\d{4}\]$/ }).waitFor();
    await page.locator('.body', { hasText: 'gelöscht am' }).first().waitFor();

    const log = await kit().open('compliance', 'log', { locale: 'pl-PL', colorScheme: 'dark', viewport: phone.viewport });
    await log.getByText('Widziane stąd po raz pierwszy').waitFor();
    await log.getByRole('region', { name: 'Ostatnie helpdesk verify' }).getByText('Jeszcze nie uruchomiono.').waitFor();
    await log.reload();
    await log.getByText(/jest nadal jego początkiem/).waitFor();
    expect(await log.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await picture(log, 'compliance-log-polish-phone-dark');
    const trail = (await compliance.get('/v1/audit?limit=1&type=ErasureRequested').expect(200)).body.items;
    await page.goto(`${kit().stack.url}/console/log?event=${trail[0].event}`);
    await page.getByText(/ErasureRequested · person-/).waitFor();
    await page.getByRole('textbox', { name: /Ein Checkpoint oder ein Beweis/ }).fill('no checkpoint');
    await page.getByRole('button', { name: 'Prüfen' }).click();
    await page.getByRole('alert').getByText('Eine Eingabe fehlt oder ist nicht so, wie sie sein muss.').waitFor();
    await picture(page, 'compliance-log-german');
  });
}
