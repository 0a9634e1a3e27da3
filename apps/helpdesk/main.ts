/** The command line of the helpdesk. */
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';

const program = new Command('helpdesk').description('the helpdesk of a marketplace that can prove what was said');

program
  .command('start')
  .description('event store, database, api, projector and timekeeper on this machine')
  .action(async () => {
    const { start } = await import('./start/start.js');
    await start(process.env);
    process.exit(0);
  });

program
  .command('token')
  .description('signs a token with the embedded keys')
  .addOption(new Option('--role <role>').choices(['buyer', 'seller', 'admin', 'compliance']).makeOptionMandatory())
  .requiredOption('--sub <id>', 'who the token is for')
  .option('--seller <id>', "the organisation, for a seller's member")
  .option('--lifetime <time>', 'how long it is valid', '12h')
  .action(async ({ role, sub, seller, lifetime }) => {
    if (role === 'seller' && seller === undefined) throw new Error('--seller: a member of a seller needs it');
    const { ensureKeys, signToken } = await import('../../libs/config/index.js');
    const keys = ensureKeys(join(resolve(process.env.HELPDESK_DATA ?? '.helpdesk'), 'keys'));
    process.stdout.write(`${await signToken(keys, { role, sub, seller }, lifetime)}\n`);
  });

program
  .command('migrate')
  .description('brings the database named by DATABASE_URL up to date')
  .action(async () => {
    const { migrate } = await import('../../libs/read-models/index.js');
    await migrate(required('DATABASE_URL'));
  });

program
  .command('calendars')
  .description('writes the calendars of all markets from date-holidays')
  .action(async () => {
    const { generateCalendars } = await import('./calendars.js');
    const { written, unchanged } = await generateCalendars();
    process.stdout.write(`${written.length} calendars written, ${unchanged.length} unchanged\n`);
  });

/** A variable of the environment that a command cannot do without. */
function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name}: is required`);
  return value;
}

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`helpdesk: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
