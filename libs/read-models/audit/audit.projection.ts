import { tellsOfLog, withoutTexts } from '../../domain';
import { conversationIn, type Projection, partiesOf } from '../shared/projection';
import { auditConversations, auditEvents } from './audit.table';

/**
 * Who did what, when, from where. Texts of buyers and sellers stay in the record and in the models that show them; the trail says that
 * they were written, not what. Why the platform did something is what the trail is for.
 */
export const audit: Projection = {
  name: 'audit',
  version: 4,
  tables: [auditConversations as never, auditEvents as never],
  touches(event) {
    const conversation = conversationIn(event);
    return conversation === undefined ? [] : [{ table: auditConversations as never, key: { conversation } }];
  },
  on: { ConversationOpened: (event, rows) => rows.put(auditConversations, partiesOf(event)) },
  every(event, rows) {
    // Every few seconds one more: the log has them.
    if (tellsOfLog(event)) return;
    const conversation = conversationIn(event) ?? null;
    const parties = conversation === null ? undefined : rows.get(auditConversations, { conversation });
    const { actor, role, origin, at, commandId } = event.metadata;
    rows.put(auditEvents, {
      position: Number(event.position),
      stream: event.stream,
      revision: event.revision,
      event: event.id,
      type: event.type,
      at: Date.parse(at) || event.created.getTime(),
      actor: actor ?? '',
      role: role ?? '',
      origin: origin ?? '',
      command: commandId ?? '',
      conversation,
      market: parties?.market ?? null,
      seller: parties?.seller ?? null,
      buyer: parties?.buyer ?? null,
      detail: withoutTexts(event) as Record<string, unknown>,
    });
  },
};
