/** The embedded event store as a process: `npm run eventstore -- --port P --data DIR [--host H] [--max-append-size BYTES]`. */
import { parseArgs } from 'node:util';
import { startEventStore } from '../../libs/embedded-eventstore';

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new TypeError(`${name} is a whole number from ${least} to ${most}, not "${text}"`);
  return number;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { port: text, data: text, host: text, 'max-append-size': text, storage: text } });
  const { env } = process;
  const port = wholeNumber('--port', values.port ?? env.EVENTSTORE_PORT ?? '2113', 0, 65_535);
  const maxAppendSize = wholeNumber(
    '--max-append-size',
    values['max-append-size'] ?? env.EVENTSTORE_MAX_APPEND_SIZE ?? '1048576',
    1_024,
    16_777_216,
  );
  const dataDir = values.data ?? env.EVENTSTORE_DATA ?? '.helpdesk/eventstore';
  const host = values.host ?? env.EVENTSTORE_HOST ?? '127.0.0.1';
  if (values.storage !== undefined && values.storage !== 'memory' && values.storage !== 'disk')
    throw new TypeError('--storage is disk or memory');
  const store = await startEventStore({ dataDir, port, host, maxAppendSize, storage: values.storage });
  process.stdout.write(`event store ready at esdb://${host}:${store.port}?tls=false, data in ${dataDir}\n`);
  const stop = () => {
    process.off('SIGINT', stop).off('SIGTERM', stop).off('disconnect', stop);
    void store.stop().then(() => process.exit(0));
  };
  // Started by a supervisor, it ends with it.
  process.on('SIGINT', stop).on('SIGTERM', stop).on('disconnect', stop);
}

main().catch((error: NodeJS.ErrnoException) => {
  const usage = error instanceof TypeError;
  const what = error.code === 'EADDRINUSE' ? 'the port is in use by another process' : error.message;
  process.stderr.write(`event store: ${what}\n`);
  process.exit(usage ? 2 : 1);
});
