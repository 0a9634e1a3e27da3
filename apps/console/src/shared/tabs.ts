/**
 * What several tabs of a person would do at the same time, because all of them were told of one change, one of them does, and tells the
 * others: else twenty tabs ask twenty times, over the six connections that a browser has to one host.
 */
import { type Answer, type Asked, ask, type Given, knownPosition, type Route } from './api';

interface Heard {
  readonly what: string;
  /** What the answer knows of: a position of the log, or a revision. */
  readonly since: bigint;
  readonly answer: unknown;
}

const HEARD_MS = 5_000;
const heard = new Map<string, Heard>();
const channel = new BroadcastChannel('helpdesk-answers');
channel.onmessage = ({ data }: MessageEvent<Heard>) => {
  heard.set(data.what, data);
  setTimeout(() => heard.get(data.what) === data && heard.delete(data.what), HEARD_MS);
};

let person = '';
/** From now on what is asked is asked by this person: nobody hears the answers of another. */
export const askAs = (who: string): void => {
  person = who;
};
/** Who asks. */
export const asksAs = (): string => person;

/** Does it unless another tab did a moment ago, and knew of as much: `since` only grows. */
export async function together<T>(doing: string, since: bigint, once: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const what = `${person} ${doing}`;
  return navigator.locks.request(`helpdesk-once ${what}`, signal ? { signal } : {}, async () => {
    const known = heard.get(what);
    // A page that was told of nothing yet cannot say what is new enough.
    if (known && since > 0n && known.since >= since) return known.answer as T;
    const answer = await once();
    channel.postMessage({ what, since, answer } satisfies Heard);
    return answer;
  });
}

/** The same as {@link ask}, of what is asked again with each change. */
export function askTogether<R extends Route>(route: R, given: Given<R>): Promise<Answer<R>> {
  const { signal, ...asked } = given;
  const doing = `${route} ${document.documentElement.lang} ${JSON.stringify(asked)}`;
  return together(doing, knownPosition(), () => ask(route, ...([given] as Asked<R>)), signal);
}
