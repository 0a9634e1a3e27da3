/** Attempts at what people wrote that are refused become events (R1.3), whichever rule, shape or guard refuses them: here and nowhere else. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { REFUSAL_NAMESPACE, RecordRefusal, type Refused, type Stamp, storable } from '../../../libs/domain';
import { uuidV5 } from '../../../libs/event-store';
import type { ProductClock } from '../../../libs/product-clock';
import { actorOf, type Caller } from '../application/caller';
import type { Commands } from '../application/commands';
import { networkOf } from '../edge/network';
import { tellPosition } from '../edge/positions';
import type { Problem } from '../edge/problem';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONGEST_REASON = 500;
const LONGEST_NAME = 300;
/** Its answer waits no longer for a refusal to be on record, which goes on. */
const ANSWERED_MS = 5_000;

/**
 * Of a party, what it may not see; its slips of the pen are none. Of the platform's people, whatever is wrong with what they ask, but not
 * what they are only told to ask again.
 */
const isAttempt = ({ status, more: { retryAfter } }: Problem, { role }: Caller): boolean =>
  role === 'buyer' || role === 'seller'
    ? status === 403 || status === 404
    : status >= 400 && status < 500 && status !== 429 && retryAfter === undefined;

/** Records what is refused on the routes that say they hand out what people wrote, before the refusal is answered. */
export function recordRefusedAccesses(server: FastifyInstance, commands: Commands, clock: ProductClock): void {
  const log = new Logger('api');
  server.addHook('onSend', (request, reply, payload, done) => {
    const { refusal, caller, routeOptions } = request;
    if (!refusal || !caller || routeOptions.config.access?.handsOut !== true || !isAttempt(refusal, caller))
      return done(null, payload);
    const recorded = record(request, reply, { refusal, caller, commands, now: clock.now() }).catch((error: unknown) =>
      log.error('a refused access is not on record', String(error)),
    );
    void Promise.race([recorded, sleep(ANSWERED_MS, undefined, { ref: false })]).finally(() => done(null, payload));
  });
}

interface Attempt {
  readonly refusal: Problem;
  readonly caller: Caller;
  readonly commands: Commands;
  readonly now: number;
}

async function record(request: FastifyRequest, reply: FastifyReply, { refusal, caller, commands, now }: Attempt): Promise<void> {
  const { sub, role, seller = '' } = caller;
  const commandId = randomUUID();
  const stamp: Stamp = {
    ...{ actor: actorOf(caller), at: now, commandId, commandHash: commandId, origin: `api ${networkOf(request.ip)}` },
    correlationId: commandId,
  };
  const person = uuidV5([sub, role, seller].join('\n'), REFUSAL_NAMESPACE);
  const { position } = await commands.dispatch(new RecordRefusal(person, stamp, refusedIn(request, refusal)));
  tellPosition(reply, position);
}

function refusedIn(request: FastifyRequest, { status, code, more: { field } }: Problem): Refused {
  const given = { ...(request.query as object), ...(request.body as object | undefined) } as Given;
  const reason = typeof given.reason === 'string' ? recordable(given.reason.trim(), LONGEST_REASON) : '';
  return {
    what: `${request.method} ${request.routeOptions.url}`,
    ...namedIn(request, given),
    ...(reason !== '' && { reason }),
    ...{ status, code, ...(field !== undefined && { field: recordable(field, LONGEST_NAME) }) },
  };
}

/** Of what is asked for, what says whom or what it is about; whatever was sent in its place. */
type Given = Readonly<Partial<Record<'reason' | 'conversation' | 'conversations' | (typeof NAMES)[number], unknown>>>;
const NAMES = ['event', 'person', 'order', 'seller', 'buyer'] as const;

/** The conversation that is meant, or who or what else: what the address says before what is sent to it. */
function namedIn({ params, routeOptions }: FastifyRequest, given: Given): Pick<Refused, 'conversation' | 'of'> {
  const { id, ...others } = params as Readonly<Record<string, string>>;
  const isOfConversation = routeOptions.url?.startsWith('/v1/conversations/:id') === true;
  const [only, ...more] = Array.isArray(given.conversations) ? (given.conversations as readonly unknown[]) : [];
  const conversation = isOfConversation ? id : (given.conversation ?? (more.length === 0 ? only : undefined));
  const isNamed = typeof conversation === 'string' && UUID.test(conversation);
  const of: string | undefined = [id, ...NAMES.map((name) => given[name]), ...Object.values(others)].find(
    (one) => typeof one === 'string',
  );
  return {
    ...(isNamed && { conversation: conversation.toLowerCase() }),
    ...(of !== undefined && !(isNamed && isOfConversation) && { of: recordable(of, LONGEST_NAME) }),
  };
}

/** What somebody sent, as far as an event can hold it: whatever that is, the attempt is on record. */
const recordable = (text: string, longest: number): string => storable(text.slice(0, longest));
