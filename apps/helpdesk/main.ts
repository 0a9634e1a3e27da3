/** The command line of the helpdesk. */
import { once } from 'node:events';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { EventStore } from '../../libs/event-store';
import type { ProductClock } from '../../libs/product-clock';
import type { ReadModels } from '../../libs/read-models';
import { readNamed } from './named-file';
import { dataDirectory, findSurroundings } from './surroundings';
import type { Entries } from './verify';

const LIFETIME = /^[1-9]\d* ?([smhdw]|(second|minute|hour|day|week)s?)$/;

const SOME_LEFT_OUT = 2;
const ALL_LEFT_OUT = 3;
const NOT_WHOLE = 2;
const IMPORT_HELP = `
A line: {"id", "market", "buyer", "seller", "order" or null, "topic", "subject",
  "status": "closed" (default) or "open", "closedAt": when (default: with its last message),
  "messages": [{"from": "buyer" or "seller", "at": "2026-01-05T09:00:00Z", "body"}]}
What can be kept is kept as it was, and what was odd is told.

A line of an order: {"kind": "order", "id", "buyer", "seller",
  "state": "placed", "confirmed", "paid", "shipped", "delivered", "cancelled", "returned" or "refunded",
  "market"?, "items"?: [{"title", "quantity", "sku"?, "price"?: "19.99"}], "amount"?: "39.98", "currency"?: "EUR",
  "deliveryAddress"?, "trackingNumbers"?: [text], "at"?: since when it is so}
A line of a seller: {"kind": "seller", "id", "name", "markets": ["de"], "languages": ["de"],
  "members": [{"id", "role": "owner" or "agent"}], "at"?}
Of several lines about one, the last holds; what the platform's systems told since, holds before all of them.
A line that says none of these is left out, and the field at fault told.

Exit codes: 0 every line is in; 1 it failed or was interrupted: run it again;
  ${SOME_LEFT_OUT} some lines were left out; ${ALL_LEFT_OUT} all lines were left out.`;

const SCREEN_HELP = `
A line: {"text", "role": "seller" or "buyer", "language", "before"?: [earlier texts of the same sender],
  "asked"?: the other party's text it replies to, "order"?: {"numbers"?: [its numbers], "address"?}}
An answer: {"action": "pass", "flag", "mask" or "hold", "findings": [{"kind", "rule", "from", "to", "score", "why"}]},
  with places in UTF-16 units of the text; {"error": {"line", "field", "detail"}} for a line that says no message.

A shadow run (--shadow) reads the event store and writes nothing. It screens every message of buyers and sellers by both rule sets,
  with what stood around it and its order as it was told last, and says by language and kind what the others would do: how many they
  hold, mask and flag, how many they treat harder, milder, or alike for other words (changed), with examples and the words in
  question. A file of rules is what --print-ruleset writes, changed; both are named by the hash of their content. Demotions by
  reviewers do not count.

Exit codes: 0 every line was screened; 1 it failed; ${SOME_LEFT_OUT} some lines say no message; ${ALL_LEFT_OUT} none does.`;

const SCORE_HELP = `
FILE is a JSON object; what it leaves out is as in force:
  {"score": {"inTime": 50, "median": 20, "points": 20, "told": 10 (together 100), "allowanceHours": 24,
     "pointsLimit": 40, "minObligations": 20, "neutral": 1, "restricted": 0.5},
   "points": {"late-reply": 1, "evasive-answer": 2, "marketing": 3, "abusive-language": 4,
     "external-contact": 5, "off-platform-deal": 8},
   "lateReplies": {"moreThan": 2, "percent": 3},
   "ladder": [{"step": "warning", "points": 8, "days": 90, "automatic": true}, {"step": "restriction", …},
     {"step": "suspension", …}, {"step": "removal", "points": 40, "noticeDays": 30, "automatic": false}],
   "jump": {"times": 3}}
The same violations are counted again at the same times. What an admin decided of a step is decided so again;
where nobody did, it stays a proposal. Nothing is written.`;

const NOT_AS_IT_WAS = 2;
const VERIFY_HELP = `
Reads everything that the event store has, makes the leaf of each event anew, and names the first that was altered, removed, inserted
  or reordered: its stream and revision, its id, its place in the log, and what is different. The log's own tree is compared with its
  entries, and with the checkpoints in the store, in the database, and in the files given. Only checkpoints that were kept elsewhere, by
  a witness or where they are published, show a store and a log that were changed alike: then it is told between which leaves.
With --log no database is needed: EVENTSTORE_URL says where the store is.
Who verified when, and what was found, is an event behind all that was checked; GET /v1/log tells the last of them.

Exit codes: 0 all is as it was; 1 it could not be checked; ${NOT_AS_IT_WAS} something is not as it was.`;

const REPLAY_HELP = `
A step is a command: below it what changed, what led to it, and its events; behind the steps the conversation as it stood.
Keys: left and right a step, page up and down ten, home and end, digits and enter to that revision, l for other eyes, q to leave.`;
const REFUSED = 2;
const EXPORT_HELP = `
Asking is an event with its reason, each conversation's history names it, and taking it is an event, too. The notary makes the package
  whatever happens to this command: after an interruption --package takes it. The file stands there whole or not at all.

Exit codes: 0 the package is written; 1 it could not be made or fetched, or was interrupted;
  ${REFUSED} it is refused, with the field at fault: nothing is written.`;

const program = new Command('helpdesk').description('the helpdesk of a marketplace that can prove what was said');

// Who read enough, as `head` did, is told nothing: a command ends there. What was started goes on.
program.hook('preAction', (_, command) => {
  if (command.name() === 'start') return;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
  });
});

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
  .addOption(
    new Option('--role <role>').choices(['buyer', 'seller', 'admin', 'compliance', 'platform', 'monitor']).makeOptionMandatory(),
  )
  .requiredOption('--sub <id>', 'who the token is for')
  .option('--seller <id>', "the organisation, for a seller's member")
  .option('--lifetime <time>', 'how long it is valid, as 12h or 30 days', '12h')
  .action(async ({ role, sub, seller, lifetime }) => {
    if (role === 'seller' && seller === undefined) throw new Error('--seller: a member of a seller needs it');
    if (!LIFETIME.test(lifetime)) throw new Error(`--lifetime: has to be a time such as 12h or 30 days, is "${lifetime}"`);
    const { ensureKeys, loadTokenTerms, signToken } = await import('../../libs/config/index.js');
    const { PERSON_ID, PERSON_ID_IS, SELLER_ID, SELLER_ID_IS } = await import('../../libs/domain/index.js');
    if (!PERSON_ID.test(sub)) throw new Error(`--sub: has to be ${PERSON_ID_IS}, is "${sub}"`);
    if (seller !== undefined && !SELLER_ID.test(seller)) throw new Error(`--seller: has to be ${SELLER_ID_IS}, is "${seller}"`);
    const keys = ensureKeys(join(dataDirectory(process.env), 'keys'));
    process.stdout.write(`${await signToken(keys, { role, sub, seller }, lifetime, loadTokenTerms(process.env))}\n`);
  });

program
  .command('demo')
  .description('fills an empty installation on the embedded keys with a lively day, through its API')
  .option('--address <url>', 'of the api; default: the one started on this machine')
  .action(async ({ address }: { address?: string }) => {
    const [{ demo }, { findAddress }, { ensureKeys, loadTokenTerms, signToken }] = await Promise.all([
      import('./demo.js'),
      import('./surroundings.js'),
      import('../../libs/config/index.js'),
    ]);
    const keys = ensureKeys(join(dataDirectory(process.env), 'keys'));
    const terms = loadTokenTerms(process.env);
    const at = address ?? findAddress(process.env);
    const made = await demo(at, (claims) => signToken(keys, claims, '1h', terms), say);
    await print(`${made} conversations, to be looked at in ${at}/console/`);
  });

program
  .command('migrate')
  .description('brings the database named by DATABASE_URL up to date')
  .option('--keys', 'makes the embedded keys too, for a trial')
  .action(async ({ keys }: { keys?: true }) => {
    const { migrateNamed } = await import('./operate.js');
    await migrateNamed(required('DATABASE_URL'));
    const { ensureKeys } = await import('../../libs/config/index.js');
    if (keys) ensureKeys(join(dataDirectory(process.env), 'keys'));
  });

program
  .command('import')
  .description('brings in old conversations, orders and sellers; run again, it adds nothing twice')
  .argument('<file>', 'one JSON object a line')
  .addHelpText('after', IMPORT_HELP)
  .action(async (file: string) => {
    const [{ importFile }, { Dispatch }] = await Promise.all([
      import('./import/import.js'),
      import('../../libs/product-clock/index.js'),
    ]);
    await connected(async (store, models, signal) => {
      const { PROJECTIONS } = await import('../../libs/read-models/index.js');
      const { arrives } = await import('./operate.js');
      await timed(store, async (clock) => {
        const { conversations, messages, orders, sellers, known, bad, odd, position } = await importFile(file, {
          store,
          clock,
          commands: new Dispatch(store, clock),
          by: operator(),
          say,
          signal,
        });
        for (const { name } of PROJECTIONS)
          if (!(await arrives(models, name, position, 60_000))) say(`the read model ${name} is still behind; it will follow`);
        const notes = [
          known > 0 && `${known} were there already`,
          odd > 0 && `${odd} with something odd`,
          bad > 0 && `${bad} lines left out`,
        ].filter(Boolean);
        const facts = orders + sellers > 0 ? `, ${orders} orders, ${sellers} sellers` : '';
        process.stdout.write(`${conversations} conversations with ${messages} messages${facts} imported`);
        process.stdout.write(`${notes.length > 0 ? ` (${notes.join(', ')})` : ''}\n`);
        if (bad > 0) process.exitCode = conversations + orders + sellers + known > 0 ? SOME_LEFT_OUT : ALL_LEFT_OUT;
      });
    });
  });

program
  .command('rebuild')
  .description('fills a read model anew beside the one in use, then switches')
  .argument(
    '<projection>',
    'inbox, conversation, clock, timers, audit, accesses, search, reviews, marketplace, precision, standing or score',
  )
  .action(async (name: string) => {
    const { rebuildProjection } = await import('./operate.js');
    await connected(async (store, models, signal) => {
      const started = Date.now();
      await rebuildProjection(name, store, models, signal, everySecond(name));
      process.stdout.write(`${name} rebuilt in ${((Date.now() - started) / 1_000).toFixed(1)} s\n`);
    });
  });

for (const [what, does, done] of [
  ['park', 'lets a projection or a reaction pass over the event it stands before', 'passes over'],
  ['retry', 'lets it take an event after all that it passed over', 'takes'],
] as const)
  program
    .command(what)
    .description(`${does}; the audit trail shows it`)
    .argument('<projection>')
    .argument('<position>', 'of the event, as health shows it')
    .requiredOption('--reason <text>', 'why')
    .option('--by <name>', 'who decides', operator())
    .action(async (projection: string, position: string, { reason, by }: { reason: string; by: string }) => {
      if (!/^\d{1,16}$/.test(position)) throw new Error('position: has to be a whole number, as health shows it');
      const [{ decide }, { onRecord }] = await Promise.all([import('./operate.js'), import('./on-record.js')]);
      const decided = { projection, position, reason: onRecord('--reason', reason), by: onRecord('--by', by) };
      await connected((store, models) => timed(store, (clock) => decide(store, models, what, decided, clock.now())));
      process.stdout.write(`${projection} ${done} ${position}\n`);
    });

program
  .command('keys')
  .description('what happens to the keys that texts are sealed with')
  .command('rotate')
  .description('wraps the keys of people by a new master key (of a file), or anew by that of the service; no event changes')
  .option('--retire', 'then forgets the master keys before: a backup of the keys from before cannot be used any more')
  .action(async ({ retire }: { retire?: true }) => {
    const { loadSealing } = await import('../../libs/config/index.js');
    const { rotateKeys } = await import('./operate.js');
    await connected(async (_, models) => {
      const count = await rotateKeys(models, loadSealing(process.env), retire === true);
      process.stdout.write(`${count} keys of people wrapped anew\n`);
    });
  });

program
  .command('screen')
  .description('what screening finds in messages, one answer a line in the same order; nothing is stored')
  .argument('[file]', 'one JSON object a line')
  .option('--allow <hosts>', 'a file with one host a line whose links are no contact')
  .option('--print-ruleset', 'writes out the rules of this release as JSON, to be changed and tried')
  .option('--shadow <ruleset>', 'compares the rules of this release with those of a file over the messages on record')
  .option('--json', 'the comparison as JSON')
  .addHelpText('after', SCREEN_HELP)
  .action(async (file: string | undefined, { allow, printRuleset, shadow, json }: ScreenOptions) => {
    if ([file, printRuleset, shadow].filter((one) => one !== undefined).length !== 1)
      throw new Error('screen: takes a file, --shadow or --print-ruleset, and one of them');
    const { rulesIn, rulesOfRelease, screenFile } = await import('./screening.js');
    if (file !== undefined) {
      const { lines, bad } = await screenFile(file, allow, print);
      if (bad > 0) process.exitCode = bad < lines ? SOME_LEFT_OUT : ALL_LEFT_OUT;
    } else if (shadow === undefined) {
      const { writtenRules } = await import('../../libs/screening/index.js');
      await print(writtenRules(rulesOfRelease(allow)));
    } else {
      const [now, others] = [rulesOfRelease(allow), rulesIn(shadow)];
      const { shadowRun, shadowText } = await import('./shadow.js');
      await connected(async (store, _, signal) => {
        const run = await shadowRun(store, now, others, signal, everySecond('messages on record'));
        await print(json ? JSON.stringify(run) : shadowText(run).trimEnd());
      });
    }
  });

program
  .command('score')
  .description('what other weights, points or ladders would have made of the recorded history; nothing is written')
  .requiredOption('--weights <file>', 'the numbers to try')
  .option('--json', 'one JSON object a line in place of the table')
  .addHelpText('after', SCORE_HELP)
  .action(async ({ weights, json }: { weights: string; json?: true }) => {
    const [{ compared, readTried, table }, { weightsAt }, { loadScoreWeights }] = await Promise.all([
      import('./score.js'),
      import('../../libs/domain/index.js'),
      import('../../libs/config/index.js'),
    ]);
    const versions = loadScoreWeights(process.env);
    await connected((store, models) =>
      timed(store, async (clock) => {
        const now = clock.now();
        const rows = [];
        for await (const row of compared(models, versions, readTried(weights, weightsAt(versions, now)), now)) {
          if (!json) rows.push(row);
          else if (!process.stdout.write(`${JSON.stringify(row)}\n`)) await once(process.stdout, 'drain');
        }
        if (!json) process.stdout.write(table(rows));
      }),
    );
  });

program
  .command('replay')
  .description('walks through a conversation in a terminal, step by step; piped, prints it whole')
  .argument('<conversation>', 'its id')
  .requiredOption('--reason <text>', 'why you look at it: recorded with your name')
  .option('--revision <number>', 'begins, or ends, behind this event')
  .option('--as-of <time>', 'begins, or ends, as it stood then (2027-03-01T12:00:00Z)')
  .addOption(new Option('--lens <side>', 'whose eyes it is seen with').choices(['buyer', 'seller', 'platform']))
  .option('--by <name>', 'who looks', operator())
  .addHelpText('after', REPLAY_HELP)
  .action(async (id: string, { reason, revision, asOf: time, lens, by }: ReplayOptions) => {
    const { onRecord } = await import('./on-record.js');
    const look = { id, reason: reason.trim(), by: onRecord('--by', by) };
    if (revision !== undefined && !/^\d{1,9}$/.test(revision))
      throw new Error(`--revision: has to be a number, is "${revision}"`);
    const { instantGiven, printWhole, recordOf, Walk, walkThrough } = await import('./replay.js');
    if (revision !== undefined && time !== undefined) throw new Error('--as-of: goes without --revision');
    const asOf = time === undefined ? undefined : instantGiven('--as-of', time);
    const from = revision === undefined ? undefined : Number(revision);
    await connected((store) =>
      timed(store, async (clock) => {
        const record = await recordOf(store, clock, { ...look, revision: from, asOf });
        const walk = new Walk(record, clock, { lens, revision: from, asOf });
        if (process.stdin.isTTY && process.stdout.isTTY) await walkThrough(walk, process.stdin, process.stdout);
        else await printWhole(walk, print);
      }),
    );
  });

program
  .command('verify')
  .description('checks all of the event store against the log of proofs, and the log against checkpoints')
  .option('--checkpoint <file...>', 'checkpoints that were kept elsewhere')
  .option('--key <key>', 'the key they are signed with, name+id+base64 (default: what the log says it is)')
  .option('--by <name>', 'who verifies', operator())
  .option('--log <directory>', "copies of the log's files (tlog-tiles) in place of the database")
  .option('--json', 'the result as JSON')
  .addHelpText('after', VERIFY_HELP)
  .action(
    async ({
      checkpoint = [],
      key,
      log,
      json,
      by,
    }: {
      checkpoint?: string[];
      key?: string;
      log?: string;
      json?: true;
      by: string;
    }) => {
      const [{ claimsIn, entriesIn, entriesOf, recordVerification, verifyStore }, { onRecord }] = await Promise.all([
        import('./verify.js'),
        import('./on-record.js'),
      ]);
      const verifier = onRecord('--by', by);
      const check = async (store: EventStore, entries: Entries) => {
        const signer = key ?? entries.key;
        if (checkpoint.length > 0 && signer === undefined) throw new Error('--key: is required, the log does not say its own');
        const given = checkpoint.length > 0 ? claimsIn(checkpoint, signer as string) : [];
        const result = await verifyStore(store, entries, given, everySecond('verified'));
        await recordVerification(store, result, { by: verifier, at: new Date() });
        const { events, checkpoints, finding } = result;
        if (finding) process.exitCode = NOT_AS_IT_WAS;
        if (json) return print(JSON.stringify(result));
        await print(`${events} events and ${checkpoints} checkpoints are as they were`);
        if (!finding) return;
        const { check: what, index, stream, revision, event, detail } = finding;
        await print(`${what}: event ${event}, revision ${revision} of ${stream}, leaf ${index}: ${detail}`);
      };
      if (log === undefined) return connected(async (store, models) => check(store, await entriesOf(models)));
      const { EventStore } = await import('../../libs/event-store/index.js');
      const store = EventStore.connect({ url: process.env.EVENTSTORE_URL || findSurroundings(process.env).eventStoreUrl });
      await check(store, entriesIn(log)).finally(() => store.close());
    },
  );

program
  .command('witness')
  .description('signs the checkpoints of logs, of this helpdesk or any other, as long as they only grow (C2SP tlog-witness)')
  .argument('<directory>', 'has its key and what it signed last; made where it is missing')
  .requiredOption('--name <name>', 'what others know it by, as watcher.example.org')
  .requiredOption('--log <key...>', 'keys of the logs, name+id+base64')
  .option('--host <host>', 'where it listens', '127.0.0.1')
  .option('--port <port>', 'at which port', '2114')
  .action(async (directory: string, { name, log, host, port }: Record<'name' | 'host' | 'port', string> & { log: string[] }) => {
    if (!/^\d{1,5}$/.test(port)) throw new Error(`--port: has to be a port, is "${port}"`);
    const [{ serveWitness }, { runProcess }] = await Promise.all([import('./witness.js'), import('../../libs/config/index.js')]);
    runProcess('witness', async () => {
      const { address, key, close } = await serveWitness({ directory, name, logs: log, host, port: Number(port) });
      process.stdout.write(`${key}\n`);
      say(`witness at ${address}; its key is the line above`);
      return close;
    });
  });

program
  .command('check-attachments')
  .description('reads every attachment that is kept and tells those that are lost or altered')
  .addHelpText(
    'after',
    `\nExit codes: 0 all are whole; 1 it could not be checked; ${SOME_LEFT_OUT} some are lost or altered, a line each.`,
  )
  .action(async () => {
    const { checkAttachments } = await import('./check-attachments.js');
    await connected(async (_, models, signal) => {
      const checking = checkAttachments(models, process.env, signal);
      let faulty = 0;
      for (;;) {
        const { done, value } = await checking.next();
        if (done) {
          process.stdout.write(`${value} attachments, ${faulty} of them lost or altered\n`);
          break;
        }
        faulty++;
        process.stdout.write(`${value.why} ${value.sha256} of conversation ${value.conversation}\n`);
      }
      if (faulty > 0) process.exitCode = SOME_LEFT_OUT;
    });
  });

program
  .command('export')
  .description('asks for a package of evidence, waits until it is made, and writes it to a file')
  .argument('[conversations...]', 'ids; or say --order, or --seller with --from and --to, or --package')
  .option('--order <number>', 'all conversations of this order')
  .option('--seller <id>', 'conversations of this seller in which something happened')
  .option('--from <time>', 'from then on, as 2026-01-31T00:00:00Z')
  .option('--to <time>', 'until then')
  .option('--as-of <time>', 'as it was on record then (default: now)')
  .option('--purpose <text>', 'what it is for')
  .option('--reason <text>', 'why it is made, for the record')
  .option('--disclose <fields...>', 'personal fields that are opened, as body (default: none; people read texts with masks)')
  .option('--language <language>', 'of the renderings (default: English)')
  .option('--package <id>', 'takes one that was asked for before')
  .addOption(
    new Option('--form <form>', 'the package, or what tools of lawyers read').choices(['asice', 'rsmf', 'vcon']).default('asice'),
  )
  .option('--out <file>', 'where it is written, which must not be there (default: evidence-ID and what its form ends in)')
  .option('--address <url>', 'of the api (default: the one started on this machine)')
  .option('--token <file>', 'has a token of admin or compliance (default: one of the embedded keys)')
  .option('--json', 'what was written as JSON')
  .addHelpText('after', EXPORT_HELP)
  .action(
    async (conversations: string[], { out, address, token: tokenFile, json, package: id, form, ...chosen }: ExportOptions) => {
      const { purpose, reason } = chosen;
      const selected = [conversations.length > 0, chosen.order, chosen.seller, id].filter(Boolean);
      if (selected.length !== 1) throw new Error('export: takes conversations, --order, --seller or --package, and one of them');
      if (id === undefined && (purpose === undefined || reason === undefined))
        throw new Error(`--${purpose === undefined ? 'purpose' : 'reason'}: is required`);
      const [{ ExportRefused, exportPackage }, { findAddress }, { ensureKeys, loadTokenTerms, signToken }] = await Promise.all([
        import('./export.js'),
        import('./surroundings.js'),
        import('../../libs/config/index.js'),
      ]);
      const stopping = new AbortController();
      process.once('SIGINT', () => stopping.abort());
      const token =
        tokenFile !== undefined
          ? readNamed('--token', tokenFile, 'a token').toString('utf8').trim()
          : await signToken(
              ensureKeys(join(dataDirectory(process.env), 'keys')),
              { role: 'compliance', sub: operator() },
              '12h',
              loadTokenTerms(process.env),
            );
      const where = { address: (address ?? findAddress(process.env)).replace(/\/+$/, ''), token, say, signal: stopping.signal };
      const wanted = id ?? { language: 'en', ...chosen, ...(conversations.length > 0 && { conversations }) };
      try {
        const written = await exportPackage(where, wanted, form, out);
        const { file, events, sha256 } = written;
        await print(json ? JSON.stringify(written) : `${file}: ${events} events, SHA-256 ${sha256}`);
      } catch (error) {
        if (!(error instanceof ExportRefused)) throw error;
        say(`helpdesk: ${error.message}`);
        process.exitCode = REFUSED;
      }
    },
  );

program
  .command('verify-package')
  .description('checks an evidence package: every file, the seal, the log, each event and disclosed field')
  .argument('<file>', 'the package, .asice')
  .option('--trust <file>', 'the certificate of the seal, or of who issued it, that you have from elsewhere (PEM)')
  .option('--log-key <key>', "the log's key that you have from elsewhere: a PEM file, or name+id+base64")
  .option('--authority <file>', 'the certificate of who stamps the log, or of who issued it, that you have from elsewhere (PEM)')
  .option('--json', 'what was found as JSON')
  .addHelpText(
    'after',
    '\nExit codes: 0 it is whole; 1 it could not be checked; 2 something is wrong, each told with its file, event and check.',
  )
  .action(async (file: string, { json, ...known }: { trust?: string; logKey?: string; authority?: string; json?: true }) => {
    const { verdictText, verifyFile } = await import('./evidence.js');
    const verdict = await verifyFile(file, known);
    const { sealed, stamp, ...rest } = verdict;
    const told = {
      ...rest,
      ...(sealed && { sealedAt: sealed.at, certificate: sealed.certificate.fingerprint256 }),
      ...(stamp && { stamp: { ...stamp, certificate: stamp.certificate.fingerprint256 } }),
    };
    process.stdout.write(json ? `${JSON.stringify(told)}\n` : verdictText(verdict));
    if (verdict.faults.length > 0) process.exitCode = NOT_WHOLE;
  });

/** Does something by the product's time. */
async function timed<T>(store: EventStore, work: (clock: ProductClock) => Promise<T>): Promise<T> {
  const [{ ProductClock }, { loadClockHours, loadTestClock, lineLogger }] = await Promise.all([
    import('../../libs/product-clock/index.js'),
    import('../../libs/config/index.js'),
  ]);
  const clock = new ProductClock(store, {
    numbers: loadClockHours(process.env),
    testClock: loadTestClock(process.env),
    tzdata: process.versions.tz ?? 'unknown',
    onTrouble: lineLogger('helpdesk'),
  });
  await clock.start();
  try {
    return await work(clock);
  } finally {
    await clock.stop();
  }
}

interface ReplayOptions {
  reason: string;
  revision?: string;
  asOf?: string;
  lens?: 'buyer' | 'seller' | 'platform';
  by: string;
}

interface ExportOptions {
  readonly order?: string;
  readonly seller?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly purpose?: string;
  readonly reason?: string;
  readonly disclose?: string[];
  readonly language?: string;
  readonly package?: string;
  readonly form: string;
  readonly out?: string;
  readonly address?: string;
  readonly token?: string;
  readonly json?: true;
}

interface ScreenOptions {
  allow?: string;
  printRuleset?: true;
  shadow?: string;
  json?: true;
}

/** Runs something on the helpdesk that is there, until it is done or Ctrl-C. */
async function connected(work: (store: EventStore, models: ReadModels, signal: AbortSignal) => Promise<void>): Promise<void> {
  const { eventStoreUrl, databaseUrl } = findSurroundings(process.env);
  const [{ loadSealing }, { connectSealed, ReadModels }] = await Promise.all([
    import('../../libs/config/index.js'),
    import('../../libs/read-models/index.js'),
  ]);
  const models = ReadModels.connect(databaseUrl, { poolSize: 4 });
  const store = connectSealed({ url: eventStoreUrl }, models, loadSealing(process.env));
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  try {
    await work(store, models, stopping.signal);
  } finally {
    await Promise.all([store.close(), models.close()]);
  }
}

function operator(): string {
  try {
    return userInfo().username;
  } catch {
    return 'operator';
  }
}

async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

/** Says at most each second how far something is. */
function everySecond(what: string): (share: number) => void {
  let said = 0;
  return (share) => {
    if (Date.now() - said < 1_000) return;
    said = Date.now();
    say(`${what}: ${Math.floor(share * 100)} %`);
  };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

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
