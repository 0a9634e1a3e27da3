import type { Actor } from '../people';
import { asked, buyer, clock, given, MONDAY, opened, opening, opens, owed, rule, run, seller, stamp } from './given';
import { SendMessage } from './messages';
import { AddNote } from './notes';
import { OpenConversation } from './opening';

/** A conversation about an order, with what was told of those who are to talk. */
const among = (
  known: NonNullable<OpenConversation['known']>,
  actor: Actor = buyer,
  about: { order?: string } = { order: '4711' },
) => new OpenConversation('c1', stamp(actor, MONDAY), clock, { ...opening, ...about }, { id: 'm1', body: 'x' }, known);
const begins = (command: OpenConversation) => expect(run([command]).state.opened).toMatchObject({ conversation: 'c1' });

describe('a conversation begins', () => {
  const first = { body: 'Where is it?' };
  rule('R1.1, R2.1 with its first message and one reply obligation', () =>
    given()
      .when(opens())
      .yields(opened, asked('m1', MONDAY, first), owed('m1', MONDAY)),
  );
  rule('R1.1 opened by the seller it owes nobody an answer', () => {
    const order = { ...opening, order: '4711', follows: 'c0' };
    given()
      .when(new OpenConversation('c1', stamp(seller, MONDAY), clock, order, { id: 'm1', body: 'We have a question.' }))
      .yields(
        { ...opened, data: { ...opened.data, order: '4711', follows: 'c0' } } as typeof opened,
        asked('m1', MONDAY, { from: 'seller', author: 'anna', body: 'We have a question.' }),
      );
  });
  rule('R1.1 once', () => given(opens()).when(opens()).rejectedWith('conversation-exists', 'conversation', 'open already'));
  rule('R1.3 not by somebody who is no party of it', () => {
    for (const actor of [
      { ...buyer, id: 'b2' },
      { ...seller, seller: 's2' },
    ])
      given()
        .when(new OpenConversation('c1', stamp(actor, MONDAY), clock, opening, { id: 'm1', body: 'x' }))
        .rejectedWith('not-found', undefined, 'no such conversation');
  });
  rule('R1.3 looks missing to another buyer, another seller, and to all before it begins', () => {
    const missing = ['not-found', undefined, 'no such conversation'] as const;
    const message = { id: 'x', body: 'x' };
    given(opens())
      .when(new SendMessage('c1', stamp({ ...buyer, id: 'b2' }, MONDAY), clock, message))
      .rejectedWith(...missing);
    given(opens())
      .when(new AddNote('c1', stamp({ ...seller, seller: 's2' }, MONDAY), message))
      .rejectedWith(...missing);
    given()
      .when(new SendMessage('c1', stamp(buyer, MONDAY), clock, message))
      .rejectedWith(...missing);
  });
  rule('R1.6 an order that was told is one of these two', () => {
    for (const required of [true, false])
      for (const actor of [buyer, seller])
        for (const order of [
          { buyer: 'b2', seller: 's1' },
          { buyer: 'b1', seller: 's2' },
        ])
          given()
            .when(among({ required, seller: true, order }, actor))
            .rejectedWith('order-unknown', 'order', 'no such order of this buyer and this seller');
    for (const required of [true, false])
      for (const actor of [buyer, seller]) begins(among({ required, seller: true, order: { buyer: 'b1', seller: 's1' } }, actor));
  });
  rule('R1.6 an order that was not told is refused where orders are required, and taken where not', () => {
    given()
      .when(among({ required: true, seller: true }))
      .rejectedWith('order-unknown', 'order');
    begins(among({ required: false, seller: false }));
  });
  rule('R1.6 where orders are required a seller names one, and a buyer a seller that exists', () => {
    given()
      .when(among({ required: true, seller: true }, seller, {}))
      .rejectedWith('order-required', 'order', 'the order is named');
    given()
      .when(among({ required: true, seller: false }, buyer, {}))
      .rejectedWith('seller-unknown', 'seller', 'no such seller');
    begins(among({ required: true, seller: true }, buyer, {}));
    begins(among({ required: true, seller: false, order: { buyer: 'b1', seller: 's1' } }, seller));
    for (const actor of [buyer, seller]) begins(among({ required: false, seller: false }, actor, {}));
  });
  rule('its state holds whose it is, and no text', () =>
    expect(run([opens()]).state).toMatchObject({
      opened: { conversation: 'c1', market: 'de', seller: 's1', buyer: 'b1', topic: 'shipping', at: '2025-06-16T08:00:00.000Z' },
      status: 'open',
      assignee: null,
      revision: 2,
      contentRevision: 2,
    }),
  );
});
