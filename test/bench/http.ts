/** A client that costs little: the load must not be what is measured. */
import { Agent, request } from 'node:http';

/** Sends a request and gives the headers once the whole answer is there. Throws for another status than expected. */
export function lean(url: string, token: string, inFlight: number) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const authorization = `Bearer ${token}`;
  const send = (method: string, path: string, body?: object): Promise<{ headers: Record<string, unknown>; text: string }> =>
    new Promise((resolve, reject) => {
      const payload = body && Buffer.from(JSON.stringify(body));
      const headers = { authorization, ...(payload && { 'content-type': 'application/json', 'content-length': payload.length }) };
      const call = request({ hostname, port, agent, method, path, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if ((answer.statusCode ?? 500) < 300) resolve({ headers: answer.headers, text });
          else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
        });
      });
      call.on('error', reject);
      call.end(payload);
    });
  return { send, close: () => agent.destroy() };
}
