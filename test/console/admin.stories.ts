import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import pg from 'pg';
import { eventually } from '../support/stack';
import { barriers, isAt, type Kit, picture } from './kit';

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
    const page = await kit().open('admin', `reviews?seller=${shop}&what=message&language=de`, { locale: 'de-DE' });
    await page.getByText('Zurückgehalten').nth(1).waitFor();
    await page.locator('.admin-rows li').first().getByText('· Deutschland · Deutsch · contact').waitFor();
    await page.keyboard.press('j');
    // Without a reason nothing that somebody wrote is shown.
    const reason = page.getByRole('textbox', { name: 'Warum lesen Sie das?' });
    await reason.waitFor();
    expect(await page.locator('mark').count()).toBe(0);
    await page.keyboard.type('Prüfung am Montag');
    await page.keyboard.press('Enter');
    await page.locator('.about mark').first().waitFor();
    const marked = await page.locator('.about mark').allTextContents();
    expect(marked.join()).toContain('0151 23456789');
    await page.getByRole('heading', { name: /Frühere Feststellungen/ }).click();
    await page.keyboard.press('a');
    await page.getByText('Sie haben es übernommen').or(page.getByText('Meine')).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'admin-review-german');
    // What the seller will read is seen whole.
    const clipped = `[...document.querySelectorAll('.admin-decision > :last-child')].filter(
      (one) => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth).length`;
    expect(await page.evaluate(clipped)).toBe(0);
    // Rejected by a key, taken back, and rejected again.
    await page.keyboard.press('x');
    await page.locator('.about mark', { hasText: 'laden@example.org' }).waitFor();
    await page.keyboard.press('u');
    await page.locator('.about mark', { hasText: '0151 23456789' }).waitFor();
    await page.getByRole('button', { name: /^Zurückweisen/ }).click();
    // Whoever hears the page goes on with what is decided next.
    await eventually('the focus', () => isAt(page, 'Kontakt außerhalb der Plattform'));
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
    await dialog.getByText(`Deutsch · ${shop}`).waitFor();
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
    await picture(phone, 'admin-reviews-polish-phone-dark');
  });

  it('understands a dispute by replay: any moment by keys, for each side, compared, explained, and pinned by the address', async () => {
    const { buyer, agent, path, conversation } = await asked('Streit', 'Wo ist es? Rufen Sie an: 0151 23456789');
    const reply = (await agent.post(`${path}/messages`, { body: 'Wir prüfen das.', language: 'de' }).expect(201)).body.message;
    await agent.post(`${path}/notes`, { body: 'Im Lager nachsehen.' }).expect(201);
    const contest = (await buyer.post(`${path}/messages/${reply}/unanswered`, {}).expect(200)).body.revision;
    await buyer.post(`${path}/close`, { reason: 'Es kam an.' }).expect(200);
    const page = await kit().open('admin', `replay/${conversation}`, { locale: 'de-DE' });
    await page.getByRole('textbox', { name: 'Warum lesen Sie das?' }).fill('Streitfall 77');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Streit' }).waitFor();
    const slider = page.getByRole('slider', { name: 'Schritte' });
    const value = async () => (await slider.getAttribute('aria-valuetext')) ?? '';
    expect(await value()).toMatch(/Schritt 5 von 5: .*Käufer: hat das Gespräch geschlossen → .*keine Antwort mehr geschuldet/);
    const said = page.getByRole('region', { name: 'Gespräch' });
    const last = await said.textContent();
    await page.keyboard.press('Home');
    expect(await value()).toMatch(/Schritt 1 von 5: .*Käufer: hat ein Gespräch begonnen \(Beschwerde\), hat gefragt → /);
    await page.getByText('nicht die Gegenwart').waitFor();
    await page.keyboard.press('ArrowRight');
    expect(await value()).toContain('Verkäufer: hat geantwortet → rechtzeitig beantwortet');
    // What changed stands with what was before, and what led to it is a way there.
    await page.getByRole('row', { name: /Geschuldete Antwort: Stand .* offen rechtzeitig beantwortet/ }).waitFor();
    await page.getByText('Die Uhr zu diesem Zeitpunkt').waitFor();
    await page.locator('.replay details summary').first().click();
    await page.getByText('Bis dahin gezählt').waitFor();
    await picture(page, 'admin-replay-german');
    expect(await barriers(page)).toEqual([]);
    // With the focus on the slider, too; the next problem is the contest.
    await slider.focus();
    await page.keyboard.press('n');
    expect(await value()).toContain('Schritt 4 von 5');
    await page.waitForURL(({ searchParams }) => searchParams.get('revision') === String(contest));
    const pinned = page.url();
    // The evidence of this very moment is one step away.
    const { asOf } = (await buyer.get(`${path}/replay?revision=${contest}`).expect(200)).body;
    const link = await page.getByRole('link', { name: 'Beweis dieses Zeitpunkts' }).getAttribute('href');
    const evidence = new URL(link ?? '', pinned);
    expect(evidence.pathname).toBe('/console/evidence');
    expect(Object.fromEntries(evidence.searchParams)).toEqual({ conversations: conversation, asOf });
    await page.keyboard.press('ArrowLeft');
    expect(await value()).toContain('Schritt 3 von 5');
    expect(await said.getByText('Im Lager nachsehen.').count()).toBe(1);
    // The buyer never saw the note, and the seller not the number.
    await page.getByRole('radio', { name: /Käufer/ }).click();
    expect(await said.getByText('Im Lager nachsehen.').count()).toBe(0);
    await page.getByRole('radio', { name: /Verkäufer/ }).click();
    await said.getByText('[Kontaktdaten entfernt]').waitFor();
    expect(await page.getByText('0151 23456789').count()).toBe(0);
    await page.goto(pinned);
    await page.getByText('Schritt 4 von 5').first().waitFor();
    await page.keyboard.press('End');
    expect(await said.textContent()).toBe(last);
    await page.getByRole('button', { name: 'Zwei Zeitpunkte vergleichen' }).click();
    await page.getByRole('row', { name: /Gespräch: Stand offen geschlossen/ }).waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'admin-replay-compare-dark');
    expect(await barriers(page)).toEqual([]);
    // One look is one access, whatever is slid.
    const compliance = await kit().stack.as('compliance');
    const { items } = (await compliance.get(`/v1/accesses?conversation=${conversation}`).expect(200)).body;
    expect(items.map(({ what, reason }: { what: string; reason: string }) => [what, reason])).toEqual([
      ['replay', 'Streitfall 77'],
      ['replay', 'Streitfall 77'],
    ]);
    const phone = await kit().open('admin', `replay/${conversation}`, {
      locale: 'pl-PL',
      viewport: { width: 320, height: 640 },
    });
    await phone.getByRole('textbox', { name: /Dlaczego/ }).fill('spór');
    await phone.keyboard.press('Enter');
    await phone.getByRole('slider').first().waitFor();
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await phone.keyboard.press('Home');
    expect(await barriers(phone)).toEqual([]);
    await picture(phone, 'admin-replay-polish-phone');
  });

  it('imposes a sanction once its statement was read, hears that another decides the appeal, and looks after the platform', async () => {
    const seller = `deals-${randomUUID().slice(0, 8)}`;
    const [buyer, agent, admin, platform] = await Promise.all([
      kit().stack.as('buyer'),
      kit().stack.as('seller', 'agentin', seller),
      kit().stack.as('admin'),
      kit().stack.as('platform'),
    ]);
    const members = [{ id: 'agentin', role: 'owner' }];
    await platform.put(`/v1/sellers/${seller}`, { name: 'Lampenladen', markets: ['de'], languages: ['de'], members }).expect(200);
    const order = { buyer: buyer.sub, seller, state: 'paid', items: [{ title: 'Lampe', quantity: 2 }] };
    await platform.put(`/v1/orders/${seller}-1`, order).expect(200);
    for (let n = 0; n < 3; n++) {
      const opening = { market: 'de', seller, topic: 'question', subject: 'Frage', message: { body: 'Ist sie hell?' } };
      const { conversation } = (await buyer.post('/v1/conversations', opening).expect(201)).body;
      const path = `/v1/conversations/${conversation}`;
      const { message } = (await agent.post(`${path}/messages`, { body: `Ja, ${n}.` }).expect(201)).body;
      const { violation } = (await buyer.post(`${path}/reports`, { message, kind: 'off-platform-deal' }).expect(201)).body;
      await admin.post(`${path}/violations/${violation}/confirm`, { reason: 'gesehen' }).expect(200);
    }
    const page = await kit().open('admin', `sanctions?seller=${seller}`, { locale: 'de-DE' });
    // It is called by its name; points stand with what they are counted up to where that was reached.
    await page.getByRole('link', { name: 'Ausschluss · Lampenladen' }).click({ timeout: 20_000 });
    await page.getByRole('article').getByText('Punkte: 24').waitFor();
    expect(await page.getByText(/ab 40/).count()).toBe(0);
    await page.getByRole('textbox', { name: 'Begründung' }).fill('Drei Geschäfte an der Plattform vorbei.');
    expect(await page.getByRole('button', { name: 'Verhängen' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Lesen, was hinausgeht' }).click();
    await page.getByRole('region', { name: 'Begründung der Sanktion' }).getByText('Drei Geschäfte').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'admin-sanction-german');
    await page.getByRole('button', { name: 'Verhängen', exact: true }).click();
    await page.getByText(/^Entschieden von demo-admin/).waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1);
    await agent.post(`/v1/sanctions/${id}/appeal`, { reason: 'Das waren wir nicht.' }).expect(201);
    await page.getByText('Das waren wir nicht.').waitFor();
    await page.getByRole('textbox', { name: 'Begründung' }).fill('Doch.');
    await page.getByRole('button', { name: 'Zurückweisen' }).click();
    await page.getByRole('alert').getByText('Darüber muss jemand anderes entscheiden als beim ersten Mal.').waitFor();
    await admin.post(`/v1/sanctions/${id}/appeal/decision`, { outcome: 'granted', reason: 'Es stimmt.' }).expect(200);
    await page.getByText('Einspruch stattgegeben').first().waitFor();
    // Who and what it is about.
    expect(await page.getByRole('article').getByTitle(seller).textContent()).toBe('Lampenladen');
    await page.getByRole('heading', { name: 'Lampenladen' }).getByRole('link').click();
    await page.getByRole('heading', { name: seller }).waitFor();
    // Another is found by what it is called.
    await page.goto(`${kit().stack.url}/console/marketplace`);
    const field = page.getByRole('combobox', { name: 'Verkäufer' });
    await field.fill('lampenl');
    await page.getByRole('option', { name: seller }).waitFor();
    await page.getByRole('option', { name: seller }).click();
    await page.getByRole('heading', { name: seller }).waitFor();
    expect(new URL(page.url()).searchParams.get('seller')).toBe(seller);
    await eventually('its name', async () => (await field.inputValue()) === 'Lampenladen');
    await page.getByRole('textbox', { name: 'Bestellung' }).fill(`${seller}-1`);
    await page.keyboard.press('Enter');
    await page.getByText('2 × Lampe').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'admin-marketplace-german');
    // Views that are needed seldom stand together under one word.
    expect(await page.getByRole('link', { name: 'Kalender' }).count()).toBe(0);
    await page.getByRole('button', { name: /Betrieb/ }).click();
    await page.getByRole('link', { name: 'Kalender' }).click();
    await page.waitForURL(({ pathname }) => pathname === '/console/calendars');
    expect(await page.getByRole('button', { name: /Betrieb/ }).getAttribute('class')).toContain('current');
    // A day that would not count is tried first.
    await page.goto(`${kit().stack.url}/console/calendars/de`);
    await page.getByRole('textbox', { name: 'Tag' }).or(page.locator('input[type=date]')).first().fill('2031-03-04');
    await page.getByRole('textbox', { name: 'Name' }).fill('Probe');
    await page.getByRole('textbox', { name: 'Begründung' }).fill('ein Gesetz');
    await page.getByRole('button', { name: 'Ansehen, was es täte' }).click();
    await page.getByText(/offenen Antworten würden 0 zu einer anderen Zeit fällig/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'admin-calendar-german');
    await page.getByRole('button', { name: 'Festhalten' }).click();
    await page.getByText(/^Fertig, Version/).waitFor();
    const phone = await kit().open('admin', 'operations', {
      locale: 'pl-PL',
      colorScheme: 'dark',
      viewport: { width: 320, height: 640 },
    });
    await phone.getByRole('cell', { name: 'inbox' }).waitFor();
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await picture(phone, 'admin-operations-polish-phone-dark');
  });

  it('lets what follows the log pass over an event it cannot take, and take it after all, each for a reason on record', async () => {
    const [platform, admin] = await Promise.all([kit().stack.as('platform'), kit().stack.as('admin')]);
    const [order, buyer] = [`P-${randomUUID().slice(0, 8)}`, `kunde-${randomUUID()}`];
    // The tables in use cannot take this order; those that are filled anew can.
    const database = new pg.Client({ connectionString: kit().stack.databaseUrl });
    await database.connect();
    const { rows } = await database.query("SELECT generation FROM projections WHERE name = 'marketplace' AND active");
    const table = `marketplace_orders_g${rows[0].generation}`;
    await database.query(`ALTER TABLE ${table} ADD CONSTRAINT mistaken CHECK (facts->>'buyer' <> '${buyer}')`);
    await database.end();
    await platform.put(`/v1/orders/${order}`, { buyer, seller: shop, state: 'paid' }).expect(200);
    // What is decided about a follower is decided at the product's time.
    const { now } = (await admin.get('/v1/test-clock').expect(200)).body;
    const today = DateTime.fromISO(now).plus({ days: 1 }).toMillis();
    await admin.put('/v1/test-clock', { now: new Date(today).toISOString() }).expect(200);
    const page = await kit().open('admin', 'operations', { locale: 'de-DE' });
    const about = page.getByRole('listitem').filter({ hasText: `order-${order} 0` });
    await about.getByText('Steht still').waitFor();
    await about.getByText('Bestellung festgehalten').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'admin-stands-still-german');
    const dialog = page.getByRole('dialog');
    const decide = async (name: string, reason: string) => {
      await about.getByRole('button', { name }).click();
      await dialog.getByRole('textbox', { name: 'Begründung' }).fill(reason);
      if (name === 'Noch einmal versuchen') expect(await barriers(page)).toEqual([]);
      await picture(page, name === 'Noch einmal versuchen' ? 'admin-retry-german' : 'admin-pass-over-german');
      await dialog.getByRole('button', { name }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await decide('Ereignis übergehen lassen', 'eine falsche Regel');
    await about.getByText(/^entschieden von demo-admin/).waitFor();
    await eventually('it is passed over', async () => (await platform.get(`/v1/orders/${order}`)).status === 404);
    await decide('Noch einmal versuchen', 'die Regel ist weg');
    await about.waitFor({ state: 'detached' });
    await eventually('the order', async () => (await platform.get(`/v1/orders/${order}`)).status === 200);
    for (const [type, reason] of [
      ['EventParked', 'eine falsche Regel'],
      ['EventRetried', 'die Regel ist weg'],
    ]) {
      const { items } = (await admin.get(`/v1/audit?type=${type}&limit=1`).expect(200)).body;
      expect(items).toMatchObject([{ role: 'admin', detail: { projection: 'marketplace', reason } }]);
      expect(Date.parse(items[0].at)).toBeGreaterThanOrEqual(today);
    }
  });

  it('sees what is overdue by seller, why it was due, and excuses one answer with a reason', async () => {
    const { buyer, admin, conversation } = await asked('Kaputt', 'Die Lampe ist kaputt. Was nun?');
    const now = DateTime.fromISO((await admin.get('/v1/test-clock').expect(200)).body.now);
    // Three business days are over, whatever the calendar says.
    await admin.put('/v1/test-clock', { now: now.plus({ days: 9 }).toUTC().toISO() }).expect(200);
    const page = await kit().open('admin', 'overdue');
    await page.getByRole('table').getByRole('link', { name: shop }).click();
    const row = page.locator('.admin-rows li').filter({ hasText: buyer.sub });
    await row.getByText(/escalated/).waitFor();
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
    expect(await row.getByRole('link').getAttribute('href')).toBe(`/console/replay/${conversation}`);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'admin-overdue');
    // On a phone all of what is told of a seller is in sight.
    await page.setViewportSize({ width: 390, height: 800 });
    const beyond = `[...document.querySelectorAll('.admin-sellers td')].filter((one) => one.getBoundingClientRect().right > innerWidth).length`;
    expect(await page.evaluate(beyond)).toBe(0);
    await picture(page, 'admin-overdue-phone');
  });
}
