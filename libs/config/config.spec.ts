import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { loadConfig } from './config';
import { ensureKeys, signToken } from './keys';
import { loadMetrics } from './metrics';

const env = { EVENTSTORE_URL: 'esdb://x', DATABASE_URL: 'postgres://x', JWT_JWKS_URL: 'https://keys.example/jwks' };

const scores = (...versions: object[]) => JSON.stringify(versions.map((one, at) => ({ version: `v${at}`, ...one })));

describe('the environment', () => {
  it('has defaults for what may be left out', () => {
    expect(loadConfig(env)).toMatchObject({
      testClock: undefined,
      orders: 'optional',
      api: { port: 3000 },
      clock: { default: { reminderHours: 18 } },
    });
  });
  it('R7 has further versions of the weights, each on top of the one before', () => {
    const HELPDESK_SCORE = scores({ from: '2027-01-01', inTime: 40, told: 20 }, { from: '2028-01-01', minObligations: 30 });
    const [first, second, third] = loadConfig({ ...env, HELPDESK_SCORE }).score;
    expect(first.version).toBe('2026-1');
    expect(second).toEqual({ ...first, version: 'v0', from: Date.UTC(2027, 0), inTime: 40, told: 20 });
    expect(third).toEqual({ ...second, version: 'v1', from: Date.UTC(2028, 0), minObligations: 30 });
    expect(loadConfig(env).score).toEqual([first]);
  });
  it.each([
    ['EVENTSTORE_URL', { EVENTSTORE_URL: '' }],
    ['DATABASE_URL', { DATABASE_URL: undefined }],
    ['EVENTSTORE_URL', { EVENTSTORE_URL: 'http://x' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres:///helpdesk' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://me:secret@/helpdesk' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://:5432/helpdesk' }],
    ['JWT_JWKS_URL', { JWT_JWKS_URL: undefined }],
    ['HELPDESK_PORT', { HELPDESK_PORT: '70000' }],
    ['RATE_LIMIT_PER_MINUTE', { RATE_LIMIT_PER_MINUTE: 'many' }],
    ['CONNECTIONS_PER_ADDRESS', { CONNECTIONS_PER_ADDRESS: '0' }],
    ['ORDERS: has to be optional or required', { ORDERS: 'yes' }],
    ['HELPDESK_CLOCK', { HELPDESK_CLOCK: '{"de":{"reminderHours":30}}' }],
    ['HELPDESK_CLOCK', { HELPDESK_CLOCK: 'no' }],
    ['HELPDESK_CLOCK: has to be JSON', { HELPDESK_CLOCK: 'null' }],
    ['HELPDESK_CLOCK: has to be JSON', { HELPDESK_CLOCK: '[]' }],
    ['HELPDESK_CLOCK: de has to be an object', { HELPDESK_CLOCK: '{"de":36}' }],
    ['HELPDESK_CLOCK: de has reminder:', { HELPDESK_CLOCK: '{"de":{"reminder":17}}' }],
    ['HELPDESK_CLOCK: de needs a list', { HELPDESK_CLOCK: '{"de":{"escalationHours":48}}' }],
    ['HELPDESK_CLOCK: de needs a list', { HELPDESK_CLOCK: '{"de":{"escalationHours":[48.5]}}' }],
    ['HELPDESK_CLOCK: de needs', { HELPDESK_CLOCK: '{"de":{"reminderHours":"18"}}' }],
    ['HELPDESK_SCORE: has to be a JSON list', { HELPDESK_SCORE: '{"inTime":40}' }],
    ['HELPDESK_SCORE: [0].version has to be', { HELPDESK_SCORE: '[{"from":"2027-01-01T00:00:00Z"}]' }],
    ['HELPDESK_SCORE: [0].version has to be', { HELPDESK_SCORE: '[{"version":"2026-1","from":"2027-01-01T00:00:00Z"}]' }],
    ['HELPDESK_SCORE: [0].from has to be', { HELPDESK_SCORE: '[{"version":"a","from":"soon"}]' }],
    ['HELPDESK_SCORE: [1].from has to be', { HELPDESK_SCORE: scores({ from: '2027-01-01' }, { from: '2027-01-01' }) }],
    ['HELPDESK_SCORE: [0]: told has to be', { HELPDESK_SCORE: scores({ from: '2027-01-01', told: 'much' }) }],
    ['HELPDESK_TEST_CLOCK', { HELPDESK_TEST_CLOCK: 'yes' }],
    ['HELPDESK_TEST_CLOCK_NAME', { HELPDESK_TEST_CLOCK: '1', HELPDESK_TEST_CLOCK_NAME: 'a b' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'true' }],
    ['JWT_JWKS_URL', { JWT_JWKS_URL: 'ftp://keys.example' }],
    ['JWT_KEY_FILE', { JWT_JWKS_URL: undefined, JWT_KEY_FILE: '/dev/null' }],
    ['JWT_KEY_FILE', { JWT_JWKS_URL: undefined, JWT_KEY_FILE: join(__dirname, '..', '..', 'package.json') }],
    ['RATE_LIMIT_PER_MINUTE', { RATE_LIMIT_PER_MINUTE: '1e3' }],
    ['HELPDESK_CLOCK: de has to be an object', { HELPDESK_CLOCK: '{"de":null,"de-by":{}}' }],
    ['no market de-xx', { HELPDESK_CLOCK: '{"de-xx":{"reminderHours":10}}' }],
    ['no market xx', { HELPDESK_CLOCK: '{"xx":{"reminderHours":10}}' }],
    ['HELPDESK_TEST_CLOCK', { NODE_ENV: 'production', HELPDESK_TEST_CLOCK: '1' }],
    ['BLOBS: has to be a directory or', { BLOBS: 'https://bucket.example' }],
    ['BLOBS: "B" is no name', { BLOBS: 's3://B' }],
    ['BLOBS: the prefix', { BLOBS: 's3://bucket/a%20b' }],
    ['BLOBS: has part', { BLOBS: 's3://bucket?part=1' }],
    ['BLOBS: endpoint', { BLOBS: 's3://bucket?endpoint=storage' }],
    ['BLOBS: region', { BLOBS: 's3://bucket?region=a/b' }],
    ['CLAMD: has to be', { CLAMD: 'clamd' }],
    ['CLAMD: has to be', { CLAMD: 'clamd:0' }],
    ['AWS_SECRET_ACCESS_KEY: is required where', { BLOBS: 's3://bucket', AWS_ACCESS_KEY_ID: 'me' }],
    ['JWT_CLAIM_ROLE', { JWT_CLAIM_ROLE: 'realm_access..roles' }],
    ['JWT_CLAIM_SUB', { JWT_CLAIM_SUB: '.sub' }],
    ['JWT_CLAIM_SELLER', { JWT_CLAIM_SELLER: 'my shop' }],
    ['JWT_ROLES: has to be JSON', { JWT_ROLES: 'helpdesk-agent=seller' }],
    ['JWT_ROLES: has to be JSON', { JWT_ROLES: '["seller"]' }],
    ['JWT_ROLES: has to be JSON', { JWT_ROLES: '{}' }],
    ['JWT_ROLES: "helpdesk-agent" has to be one of', { JWT_ROLES: '{"helpdesk-agent":"agent"}' }],
    ['JWT_ROLES: "root" has to be one of', { JWT_ROLES: '{"root":"system"}' }],
    ['JWT_ROLES: "x" has to be one of', { JWT_ROLES: '{"x":["seller"]}' }],
    ['JWT_KEY_FILE', { NODE_ENV: 'production', JWT_JWKS_URL: undefined, JWT_KEY_FILE: 'x' }],
  ])('refuses %s and names it', (name, change) => {
    expect(() => loadConfig({ ...env, ...change })).toThrow(name);
  });
  it.each(['esdb://a,b?tls=false', 'kurrentdb://a', 'kurrentdb+discover://a', 'kdb://a', 'kurrent://a'])(
    'takes the store %s',
    (eventStoreUrl) => {
      expect(loadConfig({ ...env, EVENTSTORE_URL: eventStoreUrl })).toMatchObject({ eventStoreUrl });
    },
  );
  it.each([
    'postgresql://me:secret@rows.example:5432/helpdesk',
    'postgres://[::1]/helpdesk',
    'postgres:///helpdesk?host=/run/pg',
  ])('takes the database %s', (databaseUrl) => {
    expect(loadConfig({ ...env, DATABASE_URL: databaseUrl })).toMatchObject({ databaseUrl });
  });
  it('says where blobs are kept', () => {
    const AWS = { AWS_ACCESS_KEY_ID: 'me', AWS_SECRET_ACCESS_KEY: 'secret' };
    expect(loadConfig({ ...env, HELPDESK_DATA: '/data' }).blobs).toEqual({ directory: '/data/blobs' });
    expect(loadConfig({ ...env, BLOBS: '/mnt/blobs' }).blobs).toEqual({ directory: '/mnt/blobs' });
    const account = { accessKeyId: 'me', secretAccessKey: 'secret' };
    expect(loadConfig({ ...env, ...AWS, AWS_REGION: 'eu-north-1', BLOBS: 's3://shop-files' }).blobs).toEqual({
      ...{ bucket: 'shop-files', prefix: '', region: 'eu-north-1' },
      ...account,
    });
    const BLOBS = 's3://files/desk/a/?endpoint=http://storage.example:9000/&region=fsn1';
    expect(loadConfig({ ...env, ...AWS, AWS_SESSION_TOKEN: 'now', BLOBS }).blobs).toEqual({
      ...{ bucket: 'files', prefix: 'desk/a/', region: 'fsn1', endpoint: 'http://storage.example:9000', sessionToken: 'now' },
      ...account,
    });
  });
  it('says how often the event loop is looked at, ten times a second unless it says otherwise', () => {
    expect(loadMetrics({})).toEqual({ eventLoopMonitoringPrecision: 100 });
    expect(loadMetrics({ EVENT_LOOP_PRECISION_MS: '10' })).toEqual({ eventLoopMonitoringPrecision: 10 });
    expect(() => loadMetrics({ EVENT_LOOP_PRECISION_MS: '0' })).toThrow('EVENT_LOOP_PRECISION_MS');
  });

  it('says where the scanner is', () => {
    expect(loadConfig(env).clamd).toBeUndefined();
    expect(loadConfig({ ...env, CLAMD: 'clamd.example:3310' }).clamd).toEqual({ host: 'clamd.example', port: 3310 });
    expect(loadConfig({ ...env, CLAMD: '[::1]:3310' }).clamd).toEqual({ host: '::1', port: 3310 });
    expect(loadConfig({ ...env, CLAMD: '/run/clamd.sock' }).clamd).toEqual({ path: '/run/clamd.sock' });
  });
  it('says what claims and roles are called elsewhere', () => {
    const { tokens } = loadConfig({ ...env, JWT_CLAIM_ROLE: 'https://shop.example/roles', JWT_ROLES: '{"agent":"seller"}' });
    expect(tokens.claims).toEqual({ sub: 'sub', role: 'https://shop.example/roles', seller: 'seller' });
    expect([...(tokens.roles ?? [])]).toEqual([['agent', 'seller']]);
    expect(loadConfig(env).tokens.roles).toBeUndefined();
  });
  it('R2.13 takes hours for single markets', () => {
    const { clock } = loadConfig({ ...env, HELPDESK_CLOCK: '{"pl":{"escalationHours":[36]}}' });
    expect(clock.pl).toEqual({ allowanceHours: 24, reminderHours: 18, escalationHours: [36] });
    expect(clock.default.escalationHours).toEqual([48, 72]);
  });
  it('R2.13 gives a region what its nation has, and a nation what all have', () => {
    const hours = { default: { reminderHours: 12 }, 'de-by': { escalationHours: [40] }, de: { reminderHours: 10 }, 'es-ct': {} };
    const { clock } = loadConfig({ ...env, HELPDESK_CLOCK: JSON.stringify(hours) });
    expect(clock['de-by']).toEqual({ allowanceHours: 24, reminderHours: 10, escalationHours: [40] });
    expect(clock['de-be']).toEqual(clock.de);
    expect(clock.de).toEqual({ allowanceHours: 24, reminderHours: 10, escalationHours: [48, 72] });
    expect(clock['es-ct']).toEqual(clock.default);
    expect(clock['fr-67']).toBeUndefined();
  });
});

it('the embedded keys sign what their public half verifies, and survive a restart', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'keys-'));
  try {
    const { publicKeyFile } = ensureKeys(directory);
    const token = await signToken(ensureKeys(directory), { sub: 'anna', role: 'seller', seller: 's1' });
    const { payload } = await jwtVerify(token, createLocalJWKSet(JSON.parse(readFileSync(publicKeyFile, 'utf8'))));
    expect(payload).toMatchObject({ sub: 'anna', role: 'seller', seller: 's1' });
    const claims = { sub: 'login', role: 'realm.roles', seller: 'org' };
    const elsewhere = await signToken(ensureKeys(directory), { sub: 'anna', role: 'seller', seller: 's1' }, '1h', {
      claims,
      roles: new Map([['agent', 'seller']]),
    });
    expect(
      (await jwtVerify(elsewhere, createLocalJWKSet(JSON.parse(readFileSync(publicKeyFile, 'utf8'))))).payload,
    ).toMatchObject({ login: 'anna', 'realm.roles': 'agent', org: 's1' });
    expect(statSync(join(directory, 'private.pem')).mode & 0o077).toBe(0);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
