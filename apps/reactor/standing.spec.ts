import {
  type ConversationEvent,
  CountViolation,
  HandBack,
  type Sanction,
  STANDING_RULES,
  type Stamp,
  type Standing,
  TakeOver,
  VoidPoints,
} from '../../libs/domain';
import type { Given } from './reaction';
import { removals, standingReaction } from './standing';

const stamp = (index: number | string) => ({ at: 0, commandId: String(index) }) as Stamp;
const AT = '2026-01-05T09:00:00.000Z';
const opened = { type: 'ConversationOpened', data: { seller: 's1' } };
const recorded = (more: object = {}, evidence: object = {}) => ({
  type: 'ViolationRecorded',
  data: {
    ...{ violation: 'v1', kind: 'insult', source: 'screening', status: 'established', of: 'seller', at: AT, ...more },
    evidence: { message: 'm1', place: { from: 2, to: 5 }, rule: 'r1', masked: true, ...evidence },
  },
});
const about = (type: string, violation = 'v1') => ({ type, data: { violation, reason: 'no insult' } });

describe('what violations lead to (R6.2)', () => {
  const ruled = standingReaction.on as Record<string, (event: unknown, given: Given) => unknown>;
  /** What follows from the last of these events of a conversation. */
  const follows = async (events: readonly object[], more: Partial<Given> = {}) => {
    const event = events[events.length - 1] as ConversationEvent;
    const history = async () => events as readonly ConversationEvent[];
    return await ruled[event.type]({ ...event, stream: 'conversation-c-1' }, { stamp, history, ...more } as Given);
  };
  const counts = (facts: object) => [
    new CountViolation('s1', stamp(0), STANDING_RULES, { conversation: 'c-1', violation: 'v1', ...facts } as never),
  ];
  const facts = {
    ...{ kind: 'insult', source: 'screening', message: 'm1', place: { from: 2, to: 5 }, rule: 'r1', masked: true as const },
    at: Date.parse(AT),
  };
  const voids = [new VoidPoints('s1', stamp(0), STANDING_RULES, { conversation: 'c-1', violation: 'v1' }, 'no insult')];

  it('an established one of the seller is counted with its evidence', async () => {
    expect(await follows([opened, recorded()])).toEqual(counts(facts));
    const bare = recorded({}, { message: undefined, place: undefined, rule: undefined, masked: undefined });
    const [command] = (await follows([opened, bare])) as [CountViolation];
    expect(Object.keys(command.violation).sort()).toEqual(['at', 'conversation', 'kind', 'source', 'violation']);
  });

  it('one that is only suspected is counted once it is confirmed, that one alone', async () => {
    const suspected = recorded({ status: 'suspected' });
    expect(await follows([opened, suspected])).toEqual([]);
    const other = recorded({ violation: 'v2', kind: 'threat' });
    expect(await follows([opened, other, suspected, about('ViolationConfirmed')])).toEqual(counts(facts));
    expect(await follows([opened, other, about('ViolationConfirmed')])).toEqual([]);
    expect(await follows([suspected, about('ViolationConfirmed')])).toEqual([]);
  });

  it("is whose text it is in: a buyer's is not counted for the seller", async () => {
    expect(await follows([opened, recorded({ of: 'buyer' })])).toEqual([]);
    // Events from before they said whose: the message does.
    const unsaid = recorded({ of: undefined });
    const message = (type: string, from: string, id = 'm1') => ({ type, data: { message: id, from } });
    for (const type of ['MessageSent', 'MessageHeld']) {
      expect(await follows([opened, message(type, 'seller'), unsaid])).toEqual(counts(facts));
      expect(await follows([opened, message(type, 'buyer'), unsaid])).toEqual([]);
      expect(await follows([opened, message(type, 'seller', 'm2'), unsaid])).toEqual([]);
    }
    expect(await follows([opened, message('MessageAnswered', 'seller'), unsaid])).toEqual([]);
    expect(await follows([opened, unsaid])).toEqual([]);
  });

  it('a late reply is weighed by how many the seller had, and is the seller of the conversation', async () => {
    const asked: unknown[] = [];
    const lateReplies = async (...of: unknown[]) => {
      asked.push(of);
      return { late: 3, of: 40 };
    };
    const late = recorded({ kind: 'late-reply', of: undefined }, { place: undefined, masked: undefined });
    const { place: _, masked: __, ...rest } = facts;
    const weighed = counts({ ...rest, kind: 'late-reply', weighed: { late: 3, of: 40 } });
    const never = async () => {
      throw new Error('nobody reads the conversation for it');
    };
    expect(await follows([late], { lateReplies, seller: async () => 's1', history: never })).toEqual(weighed);
    // The read model had to pass over its opening: the conversation says it.
    expect(await follows([opened, late], { lateReplies, seller: async () => undefined })).toEqual(weighed);
    expect(asked).toEqual(Array(2).fill(['s1', Date.parse(AT), STANDING_RULES.windowDays]));
    // What is no late reply is asked of the conversation, whatever the read model says.
    expect(await follows([opened, recorded({ of: 'buyer' })], { seller: async () => 's1' })).toEqual([]);
  });

  it.each(['ViolationDismissed', 'ViolationVoided'])('%s takes back what was counted, and nothing else', async (type) => {
    const suspected = recorded({ status: 'suspected' });
    expect(await follows([opened, recorded(), about(type)])).toEqual(voids);
    expect(await follows([opened, suspected, about('ViolationConfirmed'), about(type)])).toEqual(voids);
    expect(await follows([opened, suspected, about(type)])).toEqual([]);
    expect(await follows([opened, suspected, about('ViolationConfirmed', 'v2'), about(type)])).toEqual([]);
    expect(await follows([opened, suspected, about('ViolationContested'), about(type)])).toEqual([]);
    expect(await follows([opened, about('ViolationConfirmed'), about(type)])).toEqual([]);
    expect(await follows([recorded(), about(type)])).toEqual([]);
  });
});

describe('what becomes of what is open of a removed seller (R6.4)', () => {
  const NOW = Date.parse('2026-03-01T00:00:00.000Z');
  const sanction = (step: Sanction['step'], state: Sanction['state']) =>
    ({ step, state, statement: { effectiveAt: '2026-02-01T00:00:00.000Z' } }) as unknown as Sanction;
  const given = (of: Readonly<Record<string, Sanction>>, more: Partial<Given> = {}) =>
    ({
      stamp,
      clock: { now: () => NOW },
      standing: async (seller: string) => {
        expect(seller).toBe('s1');
        return { sanctions: new Map(Object.entries(of)) } as unknown as Standing;
      },
      openConversations: async (seller: string) => (seller === 's1' ? ['c-1', 'c-2'] : []),
      ...more,
    }) as unknown as Given;
  const rules = removals.on as Record<string, (event: unknown, given: Given) => unknown>;
  const decided = (type: string, of: Readonly<Record<string, Sanction>>) =>
    rules[type]({ type, data: { seller: 's1', sanction: 'x' } }, given(of));
  const removal = sanction('removal', 'imposed');
  const revoked = sanction('removal', 'revoked');

  it.each(['SanctionDecided', 'SanctionBegun', 'SanctionRevoked'])('%s moves it, each by a command of its own', async (type) => {
    const each = (Move: typeof TakeOver | typeof HandBack) => ['c-1', 'c-2'].map((id) => new Move(id, stamp(id)));
    expect(await decided(type, { x: removal })).toEqual(each(TakeOver));
    expect(await decided(type, { x: revoked })).toEqual(each(HandBack));
    // Another one is in force still.
    expect(await decided(type, { x: revoked, y: removal })).toEqual(each(TakeOver));
    expect(await decided(type, { x: sanction('suspension', 'imposed'), y: removal })).toEqual([]);
    expect(await decided(type, { y: removal })).toEqual([]);
  });

  it('what is opened of it later is the platform’s, what is imported stays as it was', async () => {
    const opening = (of: Readonly<Record<string, Sanction>>, more: object = {}) =>
      rules.ConversationOpened({ stream: 'conversation-c-1', data: { seller: 's1', ...more } }, given(of));
    expect(await opening({ x: removal })).toEqual([new TakeOver('c-1', stamp(0))]);
    expect(await opening({ x: removal }, { imported: true })).toEqual([]);
    expect(await opening({ x: sanction('suspension', 'imposed') })).toEqual([]);
    expect(await opening({})).toEqual([]);
  });

  it('what is opened again is its seller’s as the seller stands now', async () => {
    const reopening = (of: Readonly<Record<string, Sanction>>, told: readonly object[] = [opened]) =>
      rules.ConversationReopened(
        { stream: 'conversation-c-1', data: {} },
        given(of, { history: async () => told as readonly ConversationEvent[] }),
      );
    expect(await reopening({ x: removal })).toEqual([new TakeOver('c-1', stamp(0))]);
    expect(await reopening({})).toEqual([new HandBack('c-1', stamp(0))]);
    expect(await reopening({ x: removal }, [])).toEqual([]);
  });
});
