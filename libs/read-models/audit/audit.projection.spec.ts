import { ADMIN, AT, asks, history, NOW, opens, parties, projected, stranger, touched } from '../shared/given';
import { audit } from './audit.projection';

describe('the trail', () => {
  it('says who did what, when, from where, and nothing that was written', () => {
    const events = history(opens(), asks('m1'), ['CalendarCorrected', { market: 'de', version: '1+1' }, ADMIN, 'market-de']);
    const of = { conversation: 'c1', market: 'de', seller: 's1', buyer: 'b1' };
    const row = (index: number, type: string, more: object) => ({
      ...{ position: 10 * index, stream: 'conversation-c1', revision: index, event: `e${index}`, type, at: NOW, actor: 'b1' },
      ...{ role: 'buyer', origin: 'api', command: `k${index}`, ...of, ...more },
    });
    expect(projected(audit, events)).toEqual({
      audit_conversations: [{ conversation: 'c1', ...parties }],
      audit_events: [
        row(0, 'ConversationOpened', { detail: { conversation: 'c1', ...parties, at: AT } }),
        row(1, 'MessageSent', { detail: { message: 'm1', from: 'buyer', author: 'b1', at: AT } }),
        row(2, 'CalendarCorrected', {
          ...{ stream: 'market-de', revision: 0, actor: 'root', role: 'admin' },
          ...{ conversation: null, market: null, seller: null, buyer: null },
          detail: { market: 'de', version: '1+1', at: AT },
        }),
      ],
    });
  });

  it('shows also what says little of itself', () => {
    const nobody = { actor: undefined, role: undefined, origin: undefined, at: 'soon', commandId: undefined };
    const said = { actor: '', role: '', origin: '', command: '', at: NOW, market: null, seller: null, buyer: null };
    expect(projected(audit, history(['MessageSent', { message: 'm1' }, nobody])).audit_events).toMatchObject([
      { ...said, conversation: 'c1' },
    ]);
  });

  it('does not tell how far the log of proofs is, but who was refused a proof', () => {
    const signed = ['CheckpointSigned', { size: 7 }, {}, 'log-checkpoints'] as const;
    const refused = ['ProofRefused', { proof: 'inclusion' }, {}, 'log-refusals'] as const;
    const { audit_events: rows } = projected(audit, history([...signed], [...refused]));
    expect(rows).toMatchObject([{ type: 'ProofRefused', stream: 'log-refusals' }]);
    expect(rows).toHaveLength(1);
  });

  it('touches the parties of a conversation', () => {
    expect(touched(audit, history(asks('m1'), stranger))).toEqual([
      ['MessageSent', 'audit_conversations c1'],
      ['CalendarCorrected'],
    ]);
  });
});
