/** The api as a process of its own. It ends in order: live streams first, then what is in flight, then the connections. */
import { AttachmentFiles, clamd, SealedBlobs } from '../../libs/attachments';
import { blobsIn } from '../../libs/blobs';
import { lineLogger, loadConfig, runProcess } from '../../libs/config';
import { ProductClock } from '../../libs/product-clock';
import { erasuresShown, fileKeys, openSealed, ReadModels } from '../../libs/read-models';
import { allowing, ruleSet } from '../../libs/screening';
import { createApi } from './app.setup';
import { AttachmentStore } from './attachments/attachment-store';

runProcess('api', async () => {
  const config = loadConfig();
  const {
    eventStoreUrl,
    databaseUrl,
    sealing,
    api,
    clock: numbers,
    testClock,
    tokens,
    sessions,
    orders,
    screening,
    score: weights,
    logPublic,
  } = config;
  const say = lineLogger('api');
  const models = ReadModels.connect(databaseUrl);
  const store = await openSealed(eventStoreUrl, models, sealing, say);
  await erasuresShown(models, say);
  const clock = new ProductClock(store, {
    numbers,
    testClock,
    tzdata: process.versions.tz ?? 'unknown',
    onTrouble: say,
  });
  await clock.start();
  const { requestsPerMinute, connectionsPerAddress, trustProxy } = api;
  const rules = screening && ruleSet(allowing(screening.hosts));
  const blobs = blobsIn(config.blobs);
  const files = new AttachmentFiles(blobs, fileKeys(models, sealing.service));
  const attachments = new AttachmentStore(files, config.clamd && clamd(config.clamd));
  const app = await createApi({
    store,
    models,
    clock,
    tokens,
    sessions,
    orders,
    screening: rules,
    attachments,
    packages: new SealedBlobs(blobs, fileKeys(models, sealing.service, 'evidence')),
    weights,
    logPublic,
    requestsPerMinute,
    connectionsPerAddress,
    trustProxy,
  });
  await app.listen(api.port, api.host);
  return async () => {
    await app.close();
    await Promise.all([clock.stop(), models.close(), store.close()]);
  };
});
