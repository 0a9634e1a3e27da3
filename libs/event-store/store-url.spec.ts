import { parseEventStoreUrl } from './store-url';

describe('a connection string', () => {
  it('with one host is a straight connection over TLS on port 2113', () => {
    expect(parseEventStoreUrl('esdb://store.example')).toMatchObject({
      hosts: [{ address: 'store.example', port: 2113 }],
      discover: false,
      tls: true,
      keepAliveInterval: 1000,
      keepAliveTimeout: 2000,
      warnings: [],
    });
  });

  it('names several seeds', () => {
    const url = parseEventStoreUrl('esdb://a:1,b:2,c/?tls=false');
    expect(url.hosts).toEqual([
      { address: 'a', port: 1 },
      { address: 'b', port: 2 },
      { address: 'c', port: 2113 },
    ]);
  });

  it('keeps +discover for one DNS name', () => {
    expect(parseEventStoreUrl('esdb+discover://cluster.example')).toMatchObject({ discover: true, warnings: [] });
  });

  it.each(['kurrentdb', 'kurrent', 'kdb', 'KurrentDB'])('of KurrentDB, %s://, is read as esdb:// is', (name) => {
    for (const rest of ['://u:p@store.example:2114?tlsVerifyCert=false', '://a,b:1?tls=false', '+discover://cluster.example'])
      expect(parseEventStoreUrl(`${name}${rest}`)).toEqual(parseEventStoreUrl(`esdb${rest}`));
    expect(parseEventStoreUrl(`${name}+discover://a,b`)).toMatchObject({ discover: false, warnings: [expect.any(String)] });
  });

  it('has +discover with several hosts corrected, because the client would use only the first', () => {
    const url = parseEventStoreUrl('esdb+discover://a,b,c?tls=false');
    expect(url).toMatchObject({ discover: false, hosts: [{ address: 'a' }, { address: 'b' }, { address: 'c' }] });
    expect(url.warnings).toEqual([expect.stringContaining('one DNS name')]);
  });

  it('carries encoded credentials', () => {
    const url = parseEventStoreUrl('esdb://ad%40min:p%2Fw:1@a:1');
    expect(url.credentials).toEqual({ username: 'ad@min', password: 'p/w:1' });
  });

  it('takes every option of the client, in any case', () => {
    const url = parseEventStoreUrl(
      'esdb://a?TLS=true&tlsVerifyCert=false&tlsCAFile=%2Fca.pem&userCertFile=u.crt&userKeyFile=u.key&connectionName=api%201&nodePreference=readOnlyReplica' +
        '&keepAliveInterval=-1&keepAliveTimeout=5000&defaultDeadline=7&maxDiscoverAttempts=3&discoveryInterval=0&gossipTimeout=4&throwOnAppendFailure=true',
    );
    expect(url).toMatchObject({
      tlsVerifyCert: false,
      tlsCAFile: '/ca.pem',
      userCertFile: 'u.crt',
      userKeyFile: 'u.key',
      connectionName: 'api 1',
      nodePreference: 'read_only_replica',
      keepAliveInterval: -1,
      keepAliveTimeout: 5000,
      defaultDeadline: 7,
      maxDiscoverAttempts: 3,
      discoveryInterval: 0,
      gossipTimeout: 4,
      warnings: [],
    });
  });

  it('warns of what has no effect', () => {
    const { warnings } = parseEventStoreUrl('esdb://u:p@a?tls=false&colour=red&throwOnAppendFailure=false');
    expect(warnings).toEqual([
      expect.stringContaining('throwOnAppendFailure'),
      expect.stringContaining('credentials are not sent'),
      expect.stringContaining('"colour"'),
    ]);
  });

  it.each([
    ['', 'not a connection string'],
    ['localhost:2113', 'not a connection string'],
    ['http://a', 'unknown scheme "http"'],
    ['kurrentdbx://a', 'unknown scheme "kurrentdbx"'],
    ['kdb+gossip://a', 'unknown scheme "kdb+gossip"'],
    ['esdb://', 'a host is missing'],
    ['esdb://a,,b', 'a host is missing'],
    ['esdb://a b', 'not a host'],
    ['esdb://a:0', '"0" is not a port'],
    ['esdb://a:99999', '"99999" is not a port'],
    ['esdb://a:x', '"x" is not a port'],
    ['esdb://a?tls', '"tls" is not key=value'],
    ['esdb://a?tls=maybe', 'tls is "maybe"'],
    ['esdb://a?keepAliveInterval=soon', 'keepAliveInterval is "soon"'],
    ['esdb://a?defaultDeadline=0', 'defaultDeadline is "0"'],
    ['esdb://a?nodePreference=boss', 'nodePreference is "boss"'],
    ['esdb://a?userCertFile=x', 'belong together'],
    ['esdb://secret@a', 'user:password'],
    ['esdb://u:%zz@a', 'password is not URI-encoded'],
  ])('%p is refused: %s', (url, reason) => {
    expect(() => parseEventStoreUrl(url)).toThrow(
      expect.objectContaining({
        name: 'InvalidStoreUrl',
        message: expect.stringMatching(`^EVENTSTORE_URL: .*${escaped(reason)}`),
      }),
    );
  });
});

const escaped = (text: string) => text.replaceAll(/[?.+]/g, '\\$&');
