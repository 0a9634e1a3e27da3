/** Asks the clock read model what is due and sends commands. Any number of them may run. */
import { Gauge, Registry } from 'prom-client';
import { AttachmentFiles, clamd } from '../../libs/attachments';
import { blobsIn } from '../../libs/blobs';
import { lineLogger, loadConfig, runProcess, serveHealth } from '../../libs/config';
import { observeStore, storeHealth } from '../../libs/event-store';
import { Dispatch, ProductClock } from '../../libs/product-clock';
import { attachmentsWaiting, fileKeys, openSealed, ReadModels, timersSetAside } from '../../libs/read-models';
import { type AttachmentCounts, keepAttachments } from './attachments';
import { keepRanking } from './ranking';
import { keepTime, type TimekeeperCounts } from './timekeeper';

runProcess('timekeeper', async (signal) => {
  const config = loadConfig();
  const { eventStoreUrl, databaseUrl, sealing, timekeeperPort, api, clock: numbers, score, testClock } = config;
  const onTrouble = lineLogger('timekeeper');
  const models = ReadModels.connect(databaseUrl, { poolSize: 4 });
  const store = await openSealed(eventStoreUrl, models, sealing, onTrouble);
  const clock = new ProductClock(store, { numbers, testClock, tzdata: process.versions.tz ?? 'unknown', onTrouble });
  await clock.start();
  const told: TimekeeperCounts = { passes: 0, events: 0, failures: 0 };
  const commands = new Dispatch(store, clock);
  const timekeeping = { store, models, commands, clock, onTrouble };
  const attachments = {
    files: new AttachmentFiles(blobsIn(config.blobs), fileKeys(models, sealing.service)),
    scanner: config.clamd && clamd(config.clamd),
  };
  const kept: AttachmentCounts = { scanned: 0, infected: 0, removed: 0, erased: 0, swept: 0, failures: 0 };
  const running = Promise.all([
    keepTime(timekeeping, told, signal),
    keepRanking(timekeeping, score, signal),
    keepAttachments(timekeeping, attachments, kept, signal),
  ]);

  const registry = new Registry();
  observeStore([registry], store, commands);
  const gauge = (name: keyof TimekeeperCounts | 'set_aside', help: string) =>
    new Gauge({ name: `helpdesk_timekeeper_${name}`, help, registers: [registry] });
  const gauges = {
    passes: gauge('passes', 'Passes made'),
    events: gauge('events', 'Obligations that spoke'),
    failures: gauge('failures', 'Passes that failed'),
  };
  const setAside = gauge('set_aside', 'Timers that could not be handled and are left alone for a while');
  const attachmentGauges = (Object.keys(kept) as (keyof AttachmentCounts)[]).map((name) => {
    const help = `Attachments: ${name}`;
    return { name, gauge: new Gauge({ name: `helpdesk_timekeeper_attachments_${name}`, help, registers: [registry] }) };
  });
  const waits = new Gauge({
    name: 'helpdesk_timekeeper_attachments_waiting',
    help: 'Attachments that wait for the scanner, a thousand at most',
    registers: [registry],
  });
  const waiting = () => attachmentsWaiting(models).catch(() => 0);
  const aside = () => timersSetAside(models).catch(() => ({ count: 0, some: [] }));
  const health = async () => {
    const ready = await Promise.all([models.ping(), store.ready()]).then(
      ([, answers]) => answers,
      () => false,
    );
    // One that is set aside is shown, not counted: all others are kept in time.
    const scanner = attachments.scanner ? ((await attachments.scanner.answers()) ? 'answers' : 'away') : 'none';
    const about = { scanner, waiting: await waiting(), ...kept };
    return { ready, ...told, setAside: await aside(), attachments: about, ...storeHealth(store) };
  };
  const collect = async () => {
    for (const name of ['passes', 'events', 'failures'] as const) gauges[name].set(told[name]);
    setAside.set((await aside()).count);
    for (const { name, gauge } of attachmentGauges) gauge.set(kept[name]);
    waits.set(await waiting());
  };
  const server = await serveHealth(api.host, timekeeperPort, { health, collect, registry });

  return async () => {
    await running;
    await Promise.all([server.close(), clock.stop(), models.close(), store.close()]);
  };
});
