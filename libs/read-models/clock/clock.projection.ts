import { evolveObligation, isObligationEvent, type ObligationEvent } from '../../domain';
import { columnsOf, obligationIn } from '../shared/obligation';
import { Past } from '../shared/past';
import {
  conversationId,
  conversationIn,
  type Projection,
  partiesOf,
  type Recorded,
  type Rows,
  type Touched,
} from '../shared/projection';
import { clockConversations, clockObligations } from './clock.table';

/** Which obligation is due when, and what became of it: each row is an obligation of the domain, in columns. */
export const clock: Projection = {
  name: 'clock',
  version: 5,
  tables: [clockConversations as never, clockObligations as never],
  touches(event) {
    const conversation = conversationIn(event);
    if (conversation === undefined || !isObligationEvent(event)) return [];
    const { message } = (event as unknown as ObligationEvent).data;
    const touched: Touched[] = [{ table: clockObligations as never, key: { conversation, message } }];
    if (event.type === 'ReplyObligationOpened') touched.push({ table: clockConversations as never, key: { conversation } });
    return touched;
  },
  on: { ConversationOpened: (event, rows) => rows.put(clockConversations, partiesOf(event)) },
  every(event, rows) {
    if (conversationIn(event) !== undefined && isObligationEvent(event)) changed(event as unknown as OfObligation, rows);
  },
};

/** The clock as it stood. */
export const clockPast = (): Past => new Past(clock, clockObligations as never);

type OfObligation = Recorded & ObligationEvent;

function changed(event: OfObligation, rows: Rows): void {
  const conversation = conversationId(event);
  const row = rows.get(clockObligations, { conversation, message: event.data.message });
  const parties = row ?? rows.get(clockConversations, { conversation });
  const next = evolveObligation(row && obligationIn(row), event, event.revision);
  if (!parties || !next) return;
  const { market, seller, buyer, topic } = parties;
  rows.put(clockObligations, { conversation, market, seller, buyer, topic, ...columnsOf(next) });
}
