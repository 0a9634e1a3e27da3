/** The embedded event store as a process: `npm run eventstore -- --port P --data DIR [--host H] [--max-append-size BYTES]`. */
import { parseArgs } from 'node:util';
import { runProcess } from '../../libs/config';
import { startEventStore } from '../../libs/embedded-eventstore';

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw new TypeError(`${name} is a whole number from ${least} to ${most}, not "${text}"`);
  return number;
}

runProcess('event store', async () => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { port: text, data: text, host: text, 'max-append-size': text, storage: text } });
  const { env } = process;
  const port = wholeNumber('--port', values.port ?? env.EVENTSTORE_PORT ?? '2113', 0, 65_535);
  const limit = values['max-append-size'] ?? env.EVENTSTORE_MAX_APPEND_SIZE ?? '1048576';
  const maxAppendSize = wholeNumber('--max-append-size', limit, 1_024, 16_777_216);
  const dataDir = values.data ?? env.EVENTSTORE_DATA ?? '.helpdesk/eventstore';
  const host = values.host ?? env.EVENTSTORE_HOST ?? '127.0.0.1';
  const { storage } = values;
  if (storage !== undefined && storage !== 'memory' && storage !== 'disk') throw new TypeError('--storage is disk or memory');
  const store = await startEventStore({ dataDir, port, host, maxAppendSize, storage }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new Error(`port ${port} is in use by another process`) : error;
  });
  process.stdout.write(`event store ready at esdb://${host}:${store.port}?tls=false, data in ${dataDir}\n`);
  return () => store.stop();
});
