import { eventually } from '../support/stack';
import { barriers, type Kit, photo, picture } from './kit';

export function buyerStories(kit: () => Kit): void {
  const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
  const agent = () => kit().stack.as('seller', 'demo-agent', 'demo-shop');
  const told = async (order: string, trackingNumbers: string[] = []) => {
    const platform = await kit().stack.as('platform', 'shop-system');
    const facts = { buyer: 'demo-buyer', seller: 'demo-shop', state: 'paid', market: 'de', trackingNumbers };
    await platform.put(`/v1/orders/${order}`, { ...facts, items: [{ title: 'Waschmaschine', quantity: 1 }] }).expect(200);
  };

  it('sees sellers by what they are called, not by their ids', async () => {
    const platform = await kit().stack.as('platform', 'shop-system');
    const profile = { name: 'Lampenhaus Nord', markets: ['de'], languages: ['de'], members: [{ id: 'b-agent', role: 'agent' }] };
    await platform.put('/v1/sellers/b-lamps', profile).expect(200);
    const facts = { buyer: 'demo-buyer', seller: 'b-lamps', state: 'paid', market: 'de', trackingNumbers: [] };
    await platform.put('/v1/orders/B-1002', { ...facts, items: [{ title: 'Birne', quantity: 1 }] }).expect(200);
    const buyer = await kit().stack.as('buyer', 'demo-buyer');
    const opening = { market: 'de', seller: 'b-lamps', order: 'B-1002', topic: 'order', subject: 'Welche Fassung?' };
    const { body: opened } = await buyer
      .post('/v1/conversations', { ...opening, message: { body: 'Welche Fassung hat die Birne?' } })
      .expect(201);
    await platform.put('/v1/sellers/b-wood', { ...profile, name: 'Holz und Leim' }).expect(200);
    await buyer
      .post('/v1/conversations', {
        ...opening,
        seller: 'b-wood',
        order: undefined,
        topic: 'question',
        message: { body: 'Hart?' },
      })
      .expect(201);
    // All that a list has are asked for at once.
    const list = await kit().open('buyer');
    const asked: string[] = [];
    list.on('request', (one) => one.url().includes('/v1/sellers?') && asked.push(one.url()));
    await list.reload();
    for (const name of ['Holz und Leim', 'Lampenhaus Nord']) await list.getByText(name).first().waitFor();
    expect(asked).toEqual([expect.stringMatching(/b-wood.*b-lamps|b-lamps.*b-wood/)]);
    const page = await kit().open('buyer', `conversations/${opened.conversation}`);
    await page.getByRole('article', { name: 'Welche Fassung?' }).getByText('Lampenhaus Nord · Order · B-1002').waitFor();
    await page.getByRole('textbox', { name: 'Write to Lampenhaus Nord' }).waitFor();
    await page.getByRole('region', { name: 'Conversations' }).getByText('Lampenhaus Nord · Order · B-1002').waitFor();
    await page.getByRole('link', { name: 'Ask', exact: false }).first().click();
    const chosen = page.getByRole('button', { name: /B-1002/ });
    await chosen.getByText('Lampenhaus Nord').waitFor();
    await chosen.click();
    await page.getByText('Sold by Lampenhaus Nord, paid: 1 × Birne').waitFor();
  });

  it('asks about an order on a phone, sees by when an answer is due and why, and follows its parcel', async () => {
    await told('B-1001');
    const page = await kit().open('buyer', 'ask', phone);
    // Without its number it is chosen among the own ones.
    await page
      .getByRole('region', { name: 'Your orders' })
      .getByRole('button', { name: /B-1001/ })
      .click();
    expect(await page.getByRole('textbox', { name: 'Order number' }).inputValue()).toBe('B-1001');
    await page.getByText('Sold by demo-shop, paid: 1 × Waschmaschine').waitFor();
    // Shop and market are the order's.
    expect(await page.getByRole('textbox', { name: 'Shop' }).count()).toBe(0);
    await page.getByRole('combobox', { name: 'Topic' }).selectOption('shipping');
    await page.getByRole('textbox', { name: 'Subject' }).fill('Where is it?');
    await page.getByRole('textbox', { name: 'Your question' }).fill('When does it arrive? Call me: +49 30 9018 2034');
    await page.getByText('The marked words will be hidden from the other side').waitFor();
    // A photo is taken, or chosen.
    await page.getByRole('button', { name: 'Take a picture' }).waitFor();
    expect(await page.locator('.attach input[capture]').getAttribute('accept')).toBe('image/*');
    await page.locator('.attach input[capture]').setInputFiles(await photo());
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'buyer-ask-phone');
    await page.getByRole('textbox', { name: 'Your question' }).fill('When does it arrive? And who brings it?');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('heading', { name: 'Where is it?' }).waitFor();
    const conversation = new URL(page.url()).pathname.split('/').at(-1) as string;
    await page.locator('.mine').getByText('Files for my question: Lampe für März.png').waitFor();
    await page.locator('.mine').getByRole('button', { name: 'Show Lampe für März.png' }).waitFor();
    await page.getByRole('button', { name: /left/ }).first().click();
    await page.getByRole('dialog', { name: 'Why is it due then?' }).getByText('Business day').first().waitFor();
    await page.keyboard.press('Escape');
    const seller = await agent();
    const { body: said } = await seller
      .post(`/v1/conversations/${conversation}/messages`, { body: 'On Friday.', language: 'en' })
      .expect(201);
    const shipped = { carrier: 'DHL', trackingNumber: '00340434161094', estimatedDelivery: '2099-01-02' };
    await seller.post(`/v1/conversations/${conversation}/status-updates`, { stage: 'shipped', facts: shipped }).expect(201);
    // It comes by itself.
    await page.getByRole('region', { name: 'How far it is' }).getByText('00340434161094').waitFor();
    await page.locator('.theirs').getByText('On Friday.').waitFor();
    expect(said.answered).toHaveLength(2);
    await picture(page, 'buyer-conversation-phone');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'This did not answer my question' }).click();
    await page.getByText('You said that this did not answer. The new answer is due:').waitFor();
    await page.getByRole('button', { name: 'Report' }).click();
    await page.getByRole('combobox', { name: 'What is wrong with it?' }).selectOption('marketing');
    await page.getByRole('dialog').getByRole('textbox').fill('It sells something else');
    await page.getByRole('dialog').getByRole('button', { name: 'Report', exact: true }).click();
    await page.getByText('Reported: a person looks at it').waitFor();
    const admin = await kit().stack.as('admin', 'demo-admin');
    const { events } = (await admin.get(`/v1/conversations/${conversation}/history?reason=dispute`).expect(200)).body;
    const types = events.map(({ type }: { type: string }) => type);
    expect(types.slice(-2)).toEqual(['ReplyObligationOpened', 'ViolationRecorded']);
  });

  it('contests that no reply is needed, keeps a draft, writes on, closes, and opens again by writing', async () => {
    await told('B-1002');
    const buyer = await kit().stack.as('buyer', 'demo-buyer');
    const opened = await buyer.post('/v1/conversations', {
      market: 'de',
      seller: 'demo-shop',
      order: 'B-1002',
      topic: 'warranty',
      subject: 'Garantie',
      message: { body: 'Die Maschine läuft aus. Was nun?', language: 'de' },
    });
    const { conversation, message } = opened.body;
    const seller = await agent();
    await seller
      .post(`/v1/conversations/${conversation}/messages/${message}/no-reply-needed`, { reason: 'duplicate' })
      .expect(200);
    const page = await kit().open('buyer', `conversations/${conversation}`, { locale: 'de-DE', colorScheme: 'dark' });
    await page.getByText('Der Shop sagt, dass keine Antwort nötig ist').waitFor();
    await page.getByRole('button', { name: 'Ich brauche eine Antwort' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Sie haben widersprochen.').waitFor();
    // The button went with its work: what it stood in is where the keys go on.
    const place = () =>
      page.evaluate<string>('document.activeElement === document.body ? "" : document.activeElement.textContent');
    await eventually('a place for the keys', async () => (await place()).includes('Sie haben widersprochen.'));
    expect(await place()).not.toContain('Garantie');
    await page.getByText('Antwort fällig:').first().waitFor();
    const field = page.getByRole('textbox', { name: 'Schreiben an demo-shop' });
    await field.fill('Sie läuft immer noch aus.');
    // Gone to the list and back, and it is there.
    await page.waitForResponse((response) => response.url().endsWith('/v1/drafts') && response.request().method() === 'PUT');
    await page.getByRole('link', { name: 'Verkäufer fragen' }).first().click();
    await page.goBack();
    expect(await field.inputValue()).toBe('Sie läuft immer noch aus.');
    await field.press('Control+Enter');
    await page.locator('.mine').getByText('Sie läuft immer noch aus.').waitFor();
    expect(await field.inputValue()).toBe('');
    await picture(page, 'buyer-conversation-german-dark');
    expect(await barriers(page)).toEqual([]);
    await page.locator('summary').getByText('Erledigt: schließen').click();
    await page.getByRole('textbox', { name: /Warum/ }).fill('Ersatz ist da');
    await page.getByRole('button', { name: 'Erledigt: schließen' }).click();
    await page.getByText('Von Ihnen geschlossen. Ersatz ist da').waitFor();
    await page.getByText('Ihre Nachricht öffnet es wieder').waitFor();
    await field.fill('Doch nicht.');
    await page.getByRole('button', { name: 'Senden' }).click();
    await page.getByText('Von Ihnen wieder geöffnet.').waitFor();
    await page.getByRole('button', { name: /^Wartet auf Antwort/ }).click();
    await page.getByRole('listitem').filter({ hasText: 'Garantie' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    const small = await kit().open('buyer', 'conversations', { ...phone, locale: 'pl-PL' });
    await small.getByRole('listitem').filter({ hasText: 'Garantie' }).waitFor();
    expect(await small.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await picture(small, 'buyer-conversations-polish-phone');
  });
}
