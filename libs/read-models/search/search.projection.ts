import {
  conversationId,
  conversationIn,
  type Projection,
  partiesOf,
  type Recorded,
  type Rows,
  type Touched,
} from '../shared/projection';
import { configOf, languageIn, searchConversations, searchMessagesTable } from './search.table';

/** Which messages have which words. */
export const search: Projection = {
  name: 'search',
  version: 3,
  tables: [searchConversations as never, searchMessagesTable as never],
  touches(event) {
    const conversation = conversationIn(event);
    if (conversation === undefined) return [];
    const touched: Touched[] = [];
    if (event.type === 'MessageSent' || event.type === 'MessageHeld')
      touched.push({ table: searchConversations as never, key: { conversation } });
    if (event.type === 'MessageReleased')
      touched.push({
        table: searchMessagesTable as never,
        key: { conversation, message: (event.data as { message: string }).message },
      });
    return touched;
  },
  on: {
    ConversationOpened: (event, rows) => rows.put(searchConversations, partiesOf(event)),
    MessageSent: (event, rows) => said(event, rows, false),
    MessageHeld: (event, rows) => said(event, rows, true),
    MessageReleased(event, rows) {
      const row = rows.get(searchMessagesTable, { conversation: conversationId(event), message: event.data.message });
      if (row) rows.put(searchMessagesTable, { ...row, held: false });
    },
  },
};

function said(event: Recorded<'MessageSent' | 'MessageHeld'>, rows: Rows, held: boolean): void {
  const conversation = conversationId(event);
  const parties = rows.get(searchConversations, { conversation });
  if (!parties) return;
  const { message, from, author, language, body, at } = event.data;
  const { market, seller, buyer } = parties;
  rows.put(searchMessagesTable, {
    conversation,
    message,
    market,
    seller,
    buyer,
    sender: from,
    author,
    config: configOf(languageIn(market, language)),
    language: language ?? null,
    body,
    at,
    position: Number(event.position),
    held,
  });
}
