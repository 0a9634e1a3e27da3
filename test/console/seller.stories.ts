import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/stack';
import { barriers, handOver, isAt, type Kit, photo, picture } from './kit';

const question = (subject: string, body: string, more: object = {}) => ({
  market: 'de',
  seller: 'demo-shop',
  topic: 'shipping',
  subject,
  message: { body, language: 'de' },
  ...more,
});

export function sellerStories(kit: () => Kit): void {
  const asked = async (subject: string, body: string, more: object = {}) => {
    const buyer = await kit().stack.as('buyer', `buyer-${randomUUID().slice(0, 8)}`);
    return { buyer, ...(await buyer.post('/v1/conversations', question(subject, body, more)).expect(201)).body };
  };
  const saidIn = async (conversation: string) => {
    const agent = await kit().stack.as('seller', 'demo-agent', 'demo-shop');
    return (await agent.get(`/v1/conversations/${conversation}/messages`).expect(200)).body.items;
  };

  it('answers by the keyboard alone, takes one answer back, and is led to the next', async () => {
    // Two markets, so that one of them is due first.
    const first = await asked('Wo ist mein Paket?', 'Wann kommt mein Paket an? Und kann ich es noch umleiten?');
    const second = await asked('Falsche Farbe', 'Der Pullover ist blau statt grün. Was kann ich tun?', {
      topic: 'complaint',
      market: 'ie',
    });
    const page = await kit().open('seller');
    const row = (subject: string) => page.getByRole('listitem').filter({ hasText: subject });
    await row('Falsche Farbe').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Wo ist mein Paket?' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/console/inbox/${first.conversation}`);
    await page.keyboard.press('a');
    await page.getByText('You have taken it').waitFor();
    await page.keyboard.press('r');
    await page.keyboard.type('Es kommt am Freitag. Schreiben Sie mir an hans@example.org');
    await page.getByText('This will be held back for review').waitFor();
    expect(await page.locator('.check mark').allTextContents()).toEqual(['hans@example.org']);
    await picture(page, 'seller-warning');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Ihr Paket kommt am Freitag an.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Falsche Farbe' }).waitFor();
    // Whoever hears the page goes on there, and single keys do what they do.
    await eventually('the focus', () => isAt(page, 'Falsche Farbe'));
    // What can be taken back never stands before the field for the next answer.
    const ends =
      "[document.querySelector('.outbox').getBoundingClientRect().right, document.querySelector('.composer').getBoundingClientRect().left]";
    const [outboxEnd, composerStart] = (await page.evaluate(ends)) as number[];
    expect(outboxEnd).toBeLessThan(composerStart);
    await page.keyboard.press('u');
    await page.locator('.outbox p').waitFor({ state: 'detached' });
    expect(await saidIn(first.conversation)).toHaveLength(1);
    await page.keyboard.press('k');
    await page.getByRole('heading', { name: 'Wo ist mein Paket?' }).waitFor();
    const field = page.getByRole('textbox', { name: /Reply to/ });
    expect(await field.inputValue()).toBe('Ihr Paket kommt am Freitag an.');
    await page.keyboard.press('r');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Send now' }).click();
    await eventually('the answer', async () => (await saidIn(first.conversation)).length === 2);
    await page.getByRole('heading', { name: 'Falsche Farbe' }).waitFor();
    // A letter in a field is a letter.
    await page.keyboard.press('n');
    await page.keyboard.type('Lager fragen: j k e');
    expect(await page.getByRole('textbox', { name: 'Note for colleagues only' }).inputValue()).toBe('Lager fragen: j k e');
    await page.keyboard.press('Control+Enter');
    await page.locator('.note').filter({ hasText: 'Lager fragen' }).waitFor();
    await picture(page, 'seller-conversation');
    expect(await barriers(page)).toEqual([]);
    expect(second.conversation).toEqual(expect.any(String));
  });

  it('is offered again what it skipped, and told so, until nothing waits; undo waits while somebody is at it', async () => {
    const order = `S-${randomUUID().slice(0, 8)}`;
    for (const subject of ['Erste', 'Zweite']) await asked(subject, 'Wann kommt es?', { order });
    const page = await kit().open('seller', `inbox?order=${order}`);
    const heading = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
    const answer = async (body: string) => {
      await page.keyboard.press('r');
      await page.keyboard.type(body);
      await page.keyboard.press('Control+Enter');
    };
    await page.getByRole('listitem').filter({ hasText: 'Zweite' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await heading('Erste');
    await eventually('the focus', () => isAt(page, 'Erste'));
    await page.keyboard.press('e');
    await heading('Zweite');
    await eventually('the focus', () => isAt(page, 'Zweite'));
    await answer('Am Freitag.');
    await page.getByText('1 skipped conversation still waits.').waitFor();
    await heading('Erste');
    // Time stands still while somebody is at what can be taken back (WCAG 2.2.1): a minute later it is there.
    await page.clock.install();
    await page.getByRole('button', { name: /^Undo/ }).focus();
    await page.clock.fastForward(60_000);
    await page.locator('.outbox').getByText('⏸').waitFor();
    expect(await page.locator('.outbox p').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.locator('.outbox p').waitFor({ state: 'detached' });
    await eventually('the focus', () => isAt(page, 'Erste'));
    await answer('Am Samstag.');
    // It was taken back, so it waits.
    await heading('Zweite');
    await page.keyboard.press('r');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Nothing else waits for an answer.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/inbox');
  });

  it('keeps what was begun, over another page and a sign-out, and sends nothing over what came meanwhile', async () => {
    const { conversation, buyer } = await asked('Größe', 'Fällt der Schuh groß aus?');
    const page = await kit().open('seller', `inbox/${conversation}`);
    const field = page.getByRole('textbox', { name: /Reply to/ });
    await field.fill('Er fällt normal aus.');
    const agent = await kit().stack.as('seller', 'demo-agent', 'demo-shop');
    await eventually('the draft', async () =>
      (await agent.get('/v1/drafts').expect(200)).body.items.some((one: { body: string }) => one.body === 'Er fällt normal aus.'),
    );
    // A note that is left at once for the reply is a draft of its own.
    await page.getByRole('button', { name: /^Note/ }).click();
    await page.getByRole('textbox', { name: 'Note for colleagues only' }).fill('Lager fragen.');
    await page.getByRole('button', { name: /^Reply/ }).click();
    expect(await field.inputValue()).toBe('Er fällt normal aus.');
    await eventually('both drafts', async () => {
      const { items } = (await agent.get('/v1/drafts').expect(200)).body;
      const here = items.filter((one: { conversation: string }) => one.conversation === conversation);
      return (
        here
          .map(({ kind, body }: { kind: string; body: string }) => `${kind} ${body}`)
          .sort()
          .join() === 'note Lager fragen.,reply Er fällt normal aus.'
      );
    });
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Seller' }).click();
    await page.goto(`${kit().stack.url}/console/inbox/${conversation}`);
    await eventually('the draft', async () => (await field.inputValue()) === 'Er fällt normal aus.');
    const meanwhile = await buyer.post(`/v1/conversations/${conversation}/messages`, { body: 'Ich meine Größe 43.' }).expect(201);
    expect(meanwhile.body.message).toEqual(expect.any(String));
    // It comes by itself, while the draft stays.
    await page.locator('.timeline').getByText('Ich meine Größe 43.').waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('button', { name: 'Send now' }).click();
    await page.getByText('Somebody wrote meanwhile').waitFor();
    expect(await field.inputValue()).toBe('Er fällt normal aus.');
    expect(await saidIn(conversation)).toHaveLength(2);
    await page.getByRole('button', { name: 'Send all the same' }).click();
    await page.getByRole('button', { name: 'Send now' }).click();
    await eventually('both are answered', async () => (await saidIn(conversation)).length === 3);
  });

  it('has what was said and where it writes on the screen, however long the queue is', async () => {
    const all: Awaited<ReturnType<typeof asked>>[] = [];
    for (let n = 1; n <= 8; n++) all.push(await asked(`Frage ${n}`, 'Wann kommt es?'));
    const page = await kit().open('seller', `inbox/${all[7].conversation}`, { viewport: { width: 1_280, height: 720 } });
    await page.locator('#root .rows li').nth(7).waitFor();
    await page.getByRole('textbox', { name: /Reply to/ }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBe(720);
    expect(await page.evaluate('document.querySelector(".composer").getBoundingClientRect().bottom')).toBe(720);
    // The list goes along with whoever goes on by keys, and comes before them where they are faster than it.
    await page.route(/\/v1\/inbox\?/, async (route) => {
      await sleep(1_000);
      await route.continue();
    });
    await page.goto(`${kit().stack.url}/console/inbox/${all[0].conversation}`);
    const chosen = page.locator('#root .rows li.chosen');
    for (let n = 1; n < 8; n++) {
      await page.getByRole('heading', { name: `Frage ${n}` }).waitFor();
      await page.keyboard.press('e');
    }
    await chosen.filter({ hasText: 'Frage 8' }).waitFor();
    const { y = 0, height = 0 } = (await chosen.boundingBox()) ?? {};
    expect([y > 0, y + height < 720]).toEqual([true, true]);
    await picture(page, 'seller-queue-long');
  });

  it('tells why something is due, works in German and Polish, in the dark and on a phone', async () => {
    const { conversation } = await asked('Rückgabe', 'Wie sende ich das zurück?', { topic: 'return', market: 'pl' });
    const german = await kit().open('seller', 'inbox', { locale: 'de-DE', colorScheme: 'dark' });
    await german.getByRole('listitem').filter({ hasText: 'Rückgabe' }).getByRole('button').first().click();
    await german.getByRole('dialog').getByText('Werktag').first().waitFor();
    await picture(german, 'seller-due-german-dark');
    await german.keyboard.press('Escape');
    await german.keyboard.press('?');
    await german.getByRole('dialog', { name: 'Tasten' }).getByText('Einzelne Tasten lösen etwas aus').click();
    await german.keyboard.press('Escape');
    await german.keyboard.press('j');
    await german.keyboard.press('Enter');
    expect(new URL(german.url()).pathname).toBe('/console/inbox');
    await picture(german, 'seller-inbox-german-dark');
    // They are found again without a key, and another one is chosen.
    await german.getByRole('button', { name: 'Einstellungen' }).click();
    await german.getByRole('button', { name: /^Tasten/ }).click();
    await german.getByRole('dialog', { name: 'Tasten' }).getByText('Einzelne Tasten lösen etwas aus').click();
    await german.getByRole('textbox', { name: 'Taste für: Öffnen' }).press('m');
    expect(await barriers(german)).toEqual([]);
    await picture(german, 'seller-keys-german-dark');
    await german.keyboard.press('Escape');
    await german.keyboard.press('j');
    await german.keyboard.press('Enter');
    expect(new URL(german.url()).pathname).toBe('/console/inbox');
    await german.keyboard.press('m');
    await german.waitForURL(/inbox\/.+/);
    const phone = await kit().open('seller', `inbox/${conversation}`, { locale: 'pl-PL', viewport: { width: 320, height: 640 } });
    await phone.getByRole('heading', { name: 'Rückgabe' }).waitFor();
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await picture(phone, 'seller-conversation-polish-phone');
    await phone.getByRole('button', { name: /Status/ }).click();
    await phone.getByRole('textbox', { name: 'Przewoźnik' }).waitFor();
    expect(await barriers(phone)).toEqual([]);
    await picture(phone, 'seller-status-polish-phone');
    await phone.getByRole('button', { name: /Do listy/ }).click();
    await phone.getByRole('listitem').first().waitFor();
    await picture(phone, 'seller-inbox-polish-phone');
    // What is not there is said in words of whoever looks, with the way back.
    await phone.goto(`${kit().stack.url}/console/inbox/${randomUUID()}`);
    await phone.getByRole('alert').getByText('Nic tu nie ma.').waitFor();
    expect(await barriers(phone)).toEqual([]);
    await phone.getByRole('link', { name: /Do listy/ }).click();
    await phone.getByRole('listitem').first().waitFor();
  });

  it('reads sums, shares and instants as its language writes them, and of what was found which words, not codes', async () => {
    const [platform, agent] = await Promise.all([
      kit().stack.as('platform'),
      kit().stack.as('seller', 'demo-agent', 'demo-shop'),
    ]);
    const buyer = await kit().stack.as('buyer', `buyer-${randomUUID().slice(0, 8)}`);
    const order = `B-${randomUUID().slice(0, 8)}`;
    const items = [{ title: 'Lampe', quantity: 1, price: '129.90' }];
    const told = { buyer: buyer.sub, seller: 'demo-shop', state: 'paid', market: 'de', items, amount: '129.90', currency: 'EUR' };
    await platform.put(`/v1/orders/${order}`, told).expect(200);
    const { conversation } = (await buyer.post('/v1/conversations', question('Lampe', 'Wann kommt sie?', { order })).expect(201))
      .body;
    const path = `/v1/conversations/${conversation}`;
    const shipped = { carrier: 'DHL', trackingNumber: '00340434161094042557', estimatedDelivery: '2027-03-09' };
    await agent.post(`${path}/status-updates`, { stage: 'shipped', facts: shipped }).expect(201);
    await agent.post(`${path}/messages`, { body: 'Fragen Sie laden@example.org.', language: 'de' }).expect(201);
    const page = await kit().open('seller', `inbox/${conversation}?tab=all`, { locale: 'de-DE' });
    const beside = page.getByRole('complementary');
    await beside.getByText('129,90\u00a0€').first().waitFor();
    expect(await beside.textContent()).not.toContain('129.90');
    const found = page.locator('.findings').getByRole('listitem').first();
    await found.waitFor();
    expect(await found.textContent()).toBe('Kontakt außerhalb der Plattform laden@example.org zurückgehalten');
    await page.goto(`${kit().stack.url}/console/standing`);
    await page.getByRole('heading', { name: 'Meine Bewertung' }).waitFor();
    expect(await page.locator('main').textContent()).not.toMatch(/\d\.\d|\d %[^\s]?\d/);
    const admin = await kit().open('admin', `replay/${conversation}`, { locale: 'de-DE' });
    await admin.getByRole('textbox', { name: 'Warum lesen Sie das?' }).fill('Streitfall 78');
    await admin.keyboard.press('Enter');
    await admin.locator('.replay-said').getByText('DHL · 00340434161094042557 · Di., 9. März').waitFor();
    // An instant is never without its zone.
    expect(await admin.locator('main').textContent()).not.toMatch(/\d{4}, \d\d:\d\d(?! ?[A-Z])/);
  });

  it('chooses a market by its name, in its own language; the address has its code', async () => {
    const catalan = await asked('Tenda', 'Quan arriba el paquet?', { market: 'es-ct' });
    const german = await asked('Laden', 'Wann kommt das Paket?', { market: 'de' });
    const page = await kit().open('seller', 'inbox', { locale: 'de-DE' });
    const row = (conversation: string) => page.locator(`#row-${conversation}`);
    await row(german.conversation).waitFor();
    await page.getByText('Filter', { exact: true }).click();
    const markets = page.getByRole('combobox', { name: 'Markt' });
    const names = await markets.getByRole('option').allTextContents();
    for (const name of ['Deutschland – Bayern', 'Frankreich – Réunion', 'Spanien – Kanarische Inseln', 'Ungarn'])
      expect(names).toContain(name);
    // No code is left among them.
    expect(names.filter((name) => /^[A-Z]{2}\b|– ([A-Z]{2}|\d+)$/.test(name))).toEqual([]);
    await markets.selectOption('Spanien – Catalunya');
    await row(german.conversation).waitFor({ state: 'detached' });
    await row(catalan.conversation).getByText('Spanien – Catalunya').waitFor();
    expect(new URL(page.url()).searchParams.get('market')).toBe('es-ct');
    await picture(page, 'seller-market-german');
    await page.goto(`${kit().stack.url}/console/inbox?market=es-ct,de`);
    await row(german.conversation).waitFor();
    await page.getByText('1 Filter', { exact: true }).click();
    expect(await markets.locator('option:checked').textContent()).toBe('Spanien – Catalunya, Deutschland');
  });

  it('finds words, sees how fast it answers and where it stands, and keeps texts that it sends often', async () => {
    const { conversation, buyer } = await asked('Rechnung', 'Bitte schicken Sie mir die Rechnung als Datei.', { order: 'A-77' });
    const page = await kit().open('seller', 'search');
    await page.getByRole('searchbox').fill('Rechn');
    await page.keyboard.press('Enter');
    await page.locator('mark', { hasText: 'Rechnung' }).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'seller-search');
    await page.getByRole('link', { name: 'Response times' }).click();
    await page.getByRole('heading', { name: 'Response times' }).waitFor();
    // What scrolls sideways on a phone is reached by keys.
    const size = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 640 });
    await page.locator('.scroll[tabindex="0"]').waitFor();
    // What is written in a chart is not drawn smaller with it.
    const smallest = `Math.min(...[...document.querySelectorAll('.chart text')].map((one) =>
      Number.parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a))`;
    expect(await page.evaluate(smallest)).toBeGreaterThan(12);
    await page.setViewportSize(size as NonNullable<typeof size>);
    await picture(page, 'seller-times');
    await page.getByRole('link', { name: 'My standing' }).click();
    await page.getByText('No violations.').waitFor();
    await picture(page, 'seller-standing');
    await page.getByRole('link', { name: 'Saved replies' }).click();
    await page.getByRole('button', { name: 'New reply' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Rechnung');
    await page.getByRole('textbox', { name: 'Text' }).fill('Die Rechnung zu {order} kommt mit {tracking}.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Rechnung' }).waitFor();
    await page.goto(`${kit().stack.url}/console/inbox/${conversation}`);
    await page.getByRole('combobox', { name: 'Saved replies' }).selectOption({ index: 1 });
    // What this conversation does not know holds up sending.
    const field = page.getByRole('textbox', { name: `Reply to ${buyer.sub}` });
    expect(await field.inputValue()).toBe('Die Rechnung zu A-77 kommt mit {tracking}.');
    await page.getByText('Fill in {tracking}').waitFor();
    expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true);
    // By the keyboard it is a semicolon and the beginning of its name.
    await field.fill('');
    await field.pressSequentially('Guten Tag ;rech');
    await page
      .getByRole('listbox')
      .getByRole('option', { name: /Rechnung/ })
      .waitFor();
    expect(await barriers(page)).toEqual([]);
    await field.press('Enter');
    expect(await field.inputValue()).toBe('Guten Tag Die Rechnung zu A-77 kommt mit {tracking}.');
    // Files are chosen, dropped anywhere, and pasted; what is wrong with one is said, and it can be left out.
    await field.fill('Hier ist die Rechnung.');
    const text = { name: 'Rechnung.txt', mimeType: 'text/plain', buffer: Buffer.from('Eine Lampe: 20 Euro') };
    const program = { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\0\0\x01') };
    await page.locator('.attach input[multiple]').setInputFiles([text, program]);
    const files = page.getByRole('list', { name: 'Files to send' });
    await files.getByText('Only pictures, PDF').waitFor();
    const send = page.getByRole('button', { name: 'Send', exact: true });
    expect(await send.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Leave out setup.exe' }).click();
    await handOver(page, 'drop', [await photo()]);
    await handOver(page, 'paste', [{ ...(await photo('#363')), name: 'image.png' }]);
    await files.getByText('attached').nth(2).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'seller-files');
    await send.click();
    await files.waitFor({ state: 'detached' });
    // Taken back, they are there again.
    await page.getByRole('button', { name: 'Undo' }).click();
    await files.getByText('Lampe für März.png').waitFor();
    await page.getByRole('button', { name: 'Leave out image.png' }).click();
    await send.click();
    await page.getByRole('button', { name: 'Send now' }).click();
    await page.getByRole('button', { name: 'Show Lampe für März.png' }).click();
    const large = page.getByRole('dialog', { name: 'Lampe für März.png' }).getByRole('img');
    await large.waitFor();
    const drawn = `[...document.querySelectorAll('dialog img')].some((img) => img.complete && img.naturalWidth === 640)`;
    await eventually('the picture', () => page.evaluate(drawn) as Promise<boolean>);
    await picture(page, 'seller-picture');
    await page.keyboard.press('Escape');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download Rechnung.txt' }).click(),
    ]);
    expect(readFileSync(await download.path())).toEqual(text.buffer);
    const [, { attachments }] = await saidIn(conversation);
    expect(attachments.map(({ name }: { name: string }) => name)).toEqual(['Rechnung.txt', 'Lampe für März.png']);
  });

  it('sees colleagues who look and write, misses nothing while the line is away, and keeps what is written when the session ends', async () => {
    const { conversation, buyer } = await asked('Lieferung', 'Kommt es noch diese Woche?');
    const page = await kit().open('seller', `inbox/${conversation}`);
    const colleague = await kit().stack.as('seller', 'anna', 'demo-shop');
    await page.getByRole('heading', { name: 'Lieferung' }).waitFor();
    await eventually('the agent is seen', async () => {
      const { items } = (await colleague.put('/v1/presence', { conversation, state: 'writing' }).expect(200)).body;
      return items.some((one: { conversation: string; person: string }) => one.conversation === conversation);
    });
    await page.locator('article header').getByText('anna is writing').waitFor();
    // What is told of colleagues is known with that: nobody asks the server who is where.
    const questions: string[] = [];
    page.on('request', (one) => one.method() === 'GET' && questions.push(new URL(one.url()).pathname));
    await page.getByRole('listitem').filter({ hasText: 'Lieferung' }).getByText('anna is writing').waitFor();
    await colleague.put('/v1/presence', { conversation, state: 'left' }).expect(200);
    await page.getByText('anna is writing').first().waitFor({ state: 'detached' });
    expect(questions).not.toContain('/v1/presence');
    await page.locator('.timeline').getByRole('button', { name: 'Report' }).click();
    await page.getByRole('dialog', { name: 'Report this message' }).getByRole('button', { name: 'Report' }).click();
    await page.getByText('Reported: a person looks at it').waitFor();
    // The line is away, and what came meanwhile is there when it is back.
    const timeline = page.locator('.timeline');
    await page.context().setOffline(true);
    await buyer.post(`/v1/conversations/${conversation}/messages`, { body: 'Ich bin ab Freitag weg.' }).expect(201);
    await page.context().setOffline(false);
    await timeline.getByText('Ich bin ab Freitag weg.').waitFor();
    // The session ends while something is written: it asks to sign in over the page, and the text stays.
    const field = page.getByRole('textbox', { name: /Reply to/ });
    // Away from the line, so that the server keeps nothing of it, and no dialog stands over the field before all is written.
    await page.context().setOffline(true);
    await field.fill('Ja, am Donnerstag.');
    await page.context().clearCookies();
    await page.context().setOffline(false);
    await page.getByRole('dialog', { name: 'Your session is over' }).getByRole('button', { name: 'Seller' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await field.inputValue()).toBe('Ja, am Donnerstag.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('button', { name: 'Send now' }).click();
    await timeline.getByText('Ja, am Donnerstag.').waitFor();
    // The api dies while an answer is on its way to it: it is sent once, when the api is back.
    await field.fill('Zwischen acht und zehn.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const onItsWay = page.waitForRequest((one) => one.method() === 'POST' && one.url().endsWith('/messages'));
    await page.getByRole('button', { name: 'Send now' }).click();
    await onItsWay;
    await kit().stack.api.killAndRestart();
    await timeline.getByText('Zwischen acht und zehn.').waitFor();
    const bodies = (await saidIn(conversation)).map(({ body }: { body: string }) => body);
    expect(bodies.filter((body: string) => body === 'Zwischen acht und zehn.')).toHaveLength(1);
    // More tabs than a browser has connections have one stream of changes; where the one that leads goes, another does, and nothing is missed.
    await page.locator('.connection.live').waitFor();
    const streams: string[] = [];
    page.context().on('request', (one) => one.url().includes('/v1/changes/stream') && streams.push(one.url()));
    const tabs = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(() => page.context().newPage()));
    await Promise.all(tabs.map((tab) => tab.goto(page.url())));
    const arrives = async (body: string) => {
      await buyer.post(`/v1/conversations/${conversation}/messages`, { body }).expect(201);
      await Promise.all(tabs.map((tab) => tab.locator('.timeline').getByText(body).waitFor()));
    };
    // All of them were told, and one asks: some four times a message, where each for itself would ask thirty times.
    const timelines: string[] = [];
    page.context().on('request', (one) => one.url().includes('/timeline') && timelines.push(one.url()));
    await arrives('Danke!');
    await arrives('Bis morgen.');
    expect(timelines.length).toBeLessThan(20);
    expect(streams).toEqual([]);
    await page.close();
    await arrives('Bis dann.');
    expect(streams).toHaveLength(1);
    await eventually('one of them has read it', async () => {
      const { items } = (await colleague.get('/v1/inbox?limit=100').expect(200)).body;
      return items.some((one: { conversation: string; unread: number }) => one.conversation === conversation && one.unread === 0);
    });
    // Looked at again by whichever tab, it was read already: that leaves nothing on record.
    const again = tabs[0].waitForResponse((one) => one.url().endsWith(`/${conversation}/read`));
    await tabs[0].reload();
    const position = (await (await again).headerValue('x-position')) ?? '';
    const admin = await kit().stack.as('admin');
    const trail = await admin.get(`/v1/audit?conversation=${conversation}&limit=100`).set('X-Min-Position', position).expect(200);
    const types = trail.body.items.map(({ type }: { type: string }) => type);
    expect([types.includes('ConversationRead'), types.includes('CommandAcknowledged')]).toEqual([true, false]);
  });

  it('counts by the server where the clock of the computer is an hour wrong', async () => {
    const { conversation } = await asked('Uhr', 'Geht meine Uhr falsch?');
    const agent = await kit().stack.as('seller', 'demo-agent', 'demo-shop');
    const [{ remaining }] = (await agent.get(`/v1/clock?conversation=${conversation}`).expect(200)).body.items;
    const page = await kit().open('seller', `inbox/${conversation}`);
    await page.clock.setSystemTime(Date.now() + 3_600_000);
    await page.reload();
    const chip = page.locator('article header .chip').filter({ hasText: 'left' });
    await chip.waitFor();
    const [, hours] = /(\d+)h/.exec((await chip.textContent()) ?? '') ?? [];
    expect(Number(hours)).toBeGreaterThanOrEqual(Math.floor(remaining.seconds / 3_600 - 0.1));
  });

  // The last of these stories: what it asks stands before what others ask.
  it('comes from the last row of a long queue to what is not listed yet, before what it skipped', async () => {
    const order = `L-${randomUUID().slice(0, 8)}`;
    const buyer = await kit().stack.as('buyer', `buyer-${randomUUID().slice(0, 8)}`);
    for (let batch = 0; batch < 3; batch++)
      await Promise.all(
        Array.from({ length: 17 }, (_, at) =>
          buyer.post('/v1/conversations', question(`Frage ${batch * 17 + at}`, 'Wann kommt es?', { order })).expect(201),
        ),
      );
    const agent = await kit().stack.as('seller', 'demo-agent', 'demo-shop');
    const queue = await eventually('all of them', async () => {
      const { items } = (await agent.get(`/v1/inbox?order=${order}&limit=100`).expect(200)).body;
      return items.length === 51 && (items as { conversation: string; subject: string }[]);
    });
    const page = await kit().open('seller', `inbox/${queue[49].conversation}?order=${order}`);
    await page.getByRole('heading', { name: queue[49].subject, exact: true }).waitFor();
    await page.getByRole('listitem').filter({ hasText: queue[49].subject }).waitFor();
    expect(await page.locator('.rows > li').count()).toBe(50);
    await page.keyboard.press('r');
    await page.keyboard.type('Am Freitag.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: queue[50].subject, exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/console/inbox/${queue[50].conversation}`);
    // Nothing is behind it any more.
    await eventually('the focus', () => isAt(page, queue[50].subject));
    await page.keyboard.press('e');
    await page.getByText('skipped conversations still wait').waitFor();
    await page.getByRole('heading', { name: queue[0].subject, exact: true }).waitFor();
  });
}
