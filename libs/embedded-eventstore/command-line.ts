/** The command line of the store. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { startEventStore } from './server';

const wholeNumber = (least: number, most: number) => (text: string) => {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  return number;
};

const something = (text: string) => {
  if (text === '') throw new InvalidArgumentError('It is empty.');
  return text;
};

/** An option that a variable may say too; an empty one says nothing. */
function option(flags: string, variable: string, about: string): Option {
  const made = new Option(flags, about);
  return process.env[variable] === '' ? made : made.env(variable);
}

/**
 * Starts a store as the arguments of a command line (without program and script) and the variables EVENTSTORE_PORT, EVENTSTORE_DATA,
 * EVENTSTORE_HOST and EVENTSTORE_MAX_APPEND_SIZE say; `--help` and mistakes end the process. Resolves with how to end it. Throws as
 * {@link startEventStore}, naming a port in use.
 */
export async function serve(args: readonly string[], defaultData = 'eventstore'): Promise<() => Promise<void>> {
  const program = new Command('eventstore')
    .description('an event store that speaks the stream protocol of EventStoreDB')
    .addOption(option('--port <port>', 'EVENTSTORE_PORT', '0 for any free one').argParser(wholeNumber(0, 65_535)).default(2113))
    .addOption(
      option('--data <directory>', 'EVENTSTORE_DATA', 'made if missing, of one server at a time')
        .argParser(something)
        .default(defaultData),
    )
    .addOption(option('--host <host>', 'EVENTSTORE_HOST', 'to listen on').argParser(something).default('127.0.0.1'))
    .addOption(
      option('--max-append-size <bytes>', 'EVENTSTORE_MAX_APPEND_SIZE', 'of the events of one append')
        .argParser(wholeNumber(1_024, 16_777_216))
        .default(1_048_576),
    )
    .addOption(new Option('--storage <where>', 'memory loses all with the process').choices(['disk', 'memory']).hideHelp())
    .parse(args, { from: 'user' });
  const { port, data: dataDir, host, maxAppendSize, storage } = program.opts();
  const store = await startEventStore({ dataDir, port, host, maxAppendSize, storage }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new Error(`port ${port} is in use by another process`) : error;
  });
  process.stdout.write(`event store ready at esdb://${host}:${store.port}?tls=false, data in ${dataDir}\n`);
  return () => store.stop();
}
