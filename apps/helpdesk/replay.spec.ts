import type { ReplayEvent } from '../../libs/domain';
import { instantGiven, pictureText, screenText, stepText, Walk } from './replay';

const AT = '2026-03-02T09:00:00.000Z';
const noCalendars = {
  at: () => {
    throw new Error('none');
  },
};
const by = (role: string, command: string) => ({ at: AT, recorded: AT, actor: `${role}1`, role, command, origin: 'api' });
const sent = (revision: number, from: string, body: string) => ({
  ...{ ...by(from, `k${revision}`), revision, id: `e${revision}`, type: 'MessageSent' },
  data: { message: `m${revision}`, from, author: `${from}1`, body, at: AT },
});
const opening = { market: 'de', seller: 's1', buyer: 'b1', topic: 'question', subject: 'Where?', at: AT };
const note = { note: 'n1', body: 'A secret', by: 'seller1', at: AT };
const record = [
  { ...by('buyer', 'k0'), revision: 0, id: 'e0', type: 'ConversationOpened', data: opening },
  { ...sent(1, 'buyer', 'Hello?\nIs it\u001b[2J red?'), command: 'k0' },
  { ...by('seller', 'k2'), revision: 2, id: 'e2', type: 'NoteAdded', data: note },
  ...Array.from({ length: 20 }, (_, at) => sent(at + 3, at % 2 ? 'buyer' : 'seller', `number ${at}`)),
] as unknown as ReplayEvent[];
const walk = (more: object = {}, events = record, ofOrder: object[] = []) =>
  new Walk({ events, ofSeller: [], ofOrder: ofOrder as never }, noCalendars as never, more);
const place = (of: Walk) => [of.stood().step.from, of.stood().lens];

describe('a walk through a conversation', () => {
  it('goes by keys, forwards and backwards, and never beyond', () => {
    const walked = walk();
    const pressed = (...keys: string[]) => {
      for (const key of keys) expect(walked.press(key)).toBe(true);
      return place(walked)[0];
    };
    expect(place(walked)).toEqual([22, 'platform']);
    expect(pressed('right')).toBe(22);
    expect(pressed('left')).toBe(21);
    expect(pressed('pageup')).toBe(11);
    expect(pressed('home')).toBe(0);
    expect(pressed('left')).toBe(0);
    expect(pressed('right')).toBe(2);
    expect(pressed('pagedown')).toBe(12);
    expect(pressed('end')).toBe(22);
    expect(pressed('1', '4')).toBe(22);
    expect(walked.typed).toBe('14');
    expect(pressed('return')).toBe(14);
    expect(pressed('1', '5', 'backspace', 'return')).toBe(0);
    expect(pressed('9', '9', '9', 'return')).toBe(22);
    expect(pressed('5', 'left', 'return', '?')).toBe(21);
    expect(walked.press('q')).toBe(false);
    expect(place(walk({ revision: 1 }))).toEqual([0, 'platform']);
  });

  it('changes eyes where it stands: what a side never saw is not there', () => {
    const walked = walk({ revision: 2 });
    expect(walked.stood().of).toBe(22);
    walked.press('l');
    expect([...place(walked), walked.stood().of]).toEqual([0, 'buyer', 21]);
    walked.press('l');
    expect([...place(walked), walked.stood().of]).toEqual([0, 'seller', 22]);
    walked.press('l');
    expect(place(walked)[1]).toBe('platform');
  });

  it('shows the step and how it stood, within the screen, and obeys nothing that people wrote', () => {
    const walked = walk({ revision: 2 });
    const { step, picture } = walked.stood();
    expect(stepText(step)).toBe(
      [`2  ${AT}  seller seller1`, '  seller added a note', '  note n1: state – → written', '    2 NoteAdded'].join('\n'),
    );
    expect(picture && pictureText(picture)).toBe(
      [
        ...['Where?', 'open · question · de · buyer b1 · seller s1', 'buyer had read up to 1 · seller had read up to -1'],
        ...[`${AT}  buyer buyer1`, '  Hello?', '  Is it·[2J red?', `${AT}  note of seller seller1`, '  A secret'],
      ].join('\n'),
    );
    const screen = screenText(walked, 8, 20).split('\n');
    expect(screen[0]).toBe('step 2 of 22 · seen ');
    expect(screen.length).toBe(8);
    expect(screen.at(-2)).toMatch(/^… \d+ more lines$/);
    expect([...walk({ revision: 2 }).whole()].map(({ from }) => from)).toEqual([0, 2]);
  });

  it('shows the order as it was told then, to whom it is shown, and none of others', () => {
    const minute = (count: number) => new Date(Date.parse(AT) + count * 60_000).toISOString();
    const later = record.map((event, index) => ({ ...event, at: minute(index) }));
    const told = (count: number, facts: object) => ({
      type: 'OrderRecorded',
      data: { order: 'R-1', buyer: 'b1', seller: 's1', by: 'p', at: minute(count), items: [], trackingNumbers: [], ...facts },
      metadata: { at: minute(count) },
    });
    const items = [
      { title: 'Lamp', quantity: 2, price: '10.00' },
      { title: 'Cable\u001b[2J', quantity: 1 },
    ];
    const paid = { state: 'paid', items, amount: '23.50', currency: 'EUR', deliveryAddress: 'Here 1\nThere' };
    const orders = [told(0, paid), told(5, { ...paid, state: 'shipped', trackingNumbers: ['T-1', 'T-2'] })];
    const text = (more: object, from = orders) => {
      const { picture, order } = walk(more, later, from).stood();
      return picture && pictureText(picture, order);
    };
    const bought = '2 × Lamp at 10.00 EUR · 1 × Cable·[2J · amount 23.50 EUR';
    expect(text({ revision: 4 })).toContain(`\nthe order was paid, told ${minute(0)} · ${bought} · to Here 1, There\n`);
    expect(text({ revision: 5 })).toContain(`the order was shipped, told ${minute(5)} · ${bought} · tracking T-1, T-2 · to Here`);
    const [, , third] = later;
    expect(text({ asOf: Date.parse(third.at) })).toContain('the order was paid');
    expect(text({ revision: 5, lens: 'buyer' })).toContain('tracking T-1, T-2\n');
    expect(text({ revision: 5, lens: 'seller' })).toContain('to Here 1, There');
    expect(text({ revision: 4 }, [told(0, { ...paid, buyer: 'b2' })])).not.toContain('the order');
    expect(text({ revision: 4 }, [told(5, paid)])).not.toContain('the order');
    expect(screenText(walk({ revision: 5 }, later, orders), 99, 200)).toContain('the order was shipped');
  });

  it('begins at an instant: behind the last step up to it', () => {
    const minute = (count: number) => Date.parse(AT) + count * 60_000;
    const later = record.map((event, index) => ({ ...event, at: new Date(minute(index)).toISOString() }));
    const asOf = (at: number) => walk({ asOf: at }, later).stood().step.to;
    expect([asOf(minute(5)), asOf(minute(6) - 1), asOf(minute(6)), asOf(minute(100))]).toEqual([5, 5, 6, 22]);
    expect(instantGiven('--as-of', '2026-03-02T10:00:00+01:00')).toBe(Date.parse(AT));
    for (const wrong of ['yesterday', '2026-03-02', '2026-03-02T10:00:00', '2026-02-30T10:00:00Z'])
      expect(() => instantGiven('--as-of', wrong)).toThrow('--as-of: has to be a time with its zone');
  });
});
