/** Keeps the log of proofs: makes each event of the store a leaf, signs checkpoints, and brings them outside. Any number may run. */
import { createPublicKey } from 'node:crypto';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AttachmentFiles, SealedBlobs } from '../../libs/attachments';
import { blobsIn } from '../../libs/blobs';
import { Bell, lineLogger, loadBlobs, loadConfig, loadLog, loadSeal, runProcess } from '../../libs/config';
import { passedOverLine } from '../../libs/event-store';
import { printVerifier } from '../../libs/proof';
import { connectSealed, fileKeys, forgetOtherOutlets, noteLogKey, ReadModels } from '../../libs/read-models';
import { makeEvidence } from './evidence';
import { type NotaryState, serveNotaryHealth } from './health';
import { serveOutlet } from './outlets';
import { publishingOutlet } from './publishing';
import { signNext } from './signing';
import { stampOutlet } from './stamping';
import { witnessOutlet } from './witnesses';
import { writeLog } from './writing';

const LOOK_AGAIN_MS = 5_000;

const say = lineLogger('notary');

runProcess('notary', async (signal) => {
  const { eventStoreUrl, databaseUrl, sealing, notaryPort, api } = loadConfig();
  const { key, verifier, checkpointSeconds, witnesses, publish, stamps } = loadLog();
  const grown = new Bell();
  const bells: Bell[] = [];
  const ring = () => {
    for (const bell of bells) bell.ring();
  };
  const models = ReadModels.connect(databaseUrl, { poolSize: 8 + witnesses.length + publish.length });
  const outlets = [
    ...witnesses.map((witness) => witnessOutlet(witness, models, ring)),
    ...(stamps === undefined ? [] : [stampOutlet(stamps, models)]),
    ...publish.map(publishingOutlet),
  ];
  const store = connectSealed(
    { url: eventStoreUrl, onPassedOver: (event, untold) => say(passedOverLine(event, untold)) },
    models,
    sealing,
  );
  const names = outlets.map(({ name }) => name);
  const state: NotaryState = { leaves: 0 };

  const writing = writeLog(
    {
      store,
      models,
      onTrouble: (message) => {
        state.stands = message;
        say(message);
      },
      onOpened: () => delete state.stands,
      onGrown: (leaves) => {
        state.leaves += leaves;
        grown.ring();
      },
    },
    signal,
  );
  const signing = async () => {
    let named = false;
    while (!signal.aborted) {
      try {
        // The database may not be there yet.
        if (!named) {
          await noteLogKey(models, printVerifier(verifier));
          await forgetOtherOutlets(models, names);
        }
        named = true;
        const size = await signNext({ store, models, key, verifier });
        delete state.refuses;
        if (size !== undefined) {
          ring();
          await sleep(checkpointSeconds * 1_000, undefined, { signal }).catch(() => undefined);
        }
      } catch (error) {
        if (signal.aborted) return;
        const message = error instanceof Error ? error.message : String(error);
        state.refuses = message;
        say(`signs nothing: ${message}`);
        await sleep(1_000, undefined, { signal }).catch(() => undefined);
      }
      await grown.heard(LOOK_AGAIN_MS, signal);
    }
  };
  const serving = outlets.map((outlet) => {
    const bell = new Bell();
    bells.push(bell);
    return serveOutlet(outlet, { models, bell, onTrouble: say, signal });
  });
  const blobs = blobsIn(loadBlobs());
  const packing = makeEvidence(
    {
      ...{
        store,
        models,
        blobs,
        files: new AttachmentFiles(blobs, fileKeys(models, sealing.service)),
        packages: new SealedBlobs(blobs, fileKeys(models, sealing.service, 'evidence')),
        sealFile: loadSeal(),
        onTrouble: say,
      },
      logKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string,
      directory: join(resolve(process.env.HELPDESK_DATA || '.helpdesk'), 'evidence'),
    },
    signal,
  );
  const running = Promise.all([writing, signing(), packing, ...serving]);
  const told = { store, models, state, outlets: names };
  const health = await serveNotaryHealth(api.host, notaryPort, told);
  return async () => {
    await running;
    await Promise.all([health.close(), models.close(), store.close()]);
  };
});
