import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { TokenRules } from '../../../libs/config';
import { Authentication } from './authentication';

const NOW = Math.floor(Date.now() / 1_000);
const GOOD = { sub: 'somebody', role: 'buyer', iss: 'https://issuer', aud: 'helpdesk', exp: NOW + 3_600 };

describe('tokens', () => {
  let key: Awaited<ReturnType<typeof generateKeyPair>>;
  let jwk: JWK;
  let authentication: Authentication;

  beforeAll(async () => {
    key = await generateKeyPair('ES256', { extractable: true });
    jwk = await exportJWK(key.publicKey);
    authentication = new Authentication({ keys: { set: { keys: [jwk] } }, issuer: 'https://issuer', audience: 'helpdesk' });
  });

  const sign = (claims: object, privateKey = key.privateKey) =>
    new SignJWT(claims as Record<string, unknown>).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
  const callerOf = async (token: string, scheme = 'Bearer') => authentication.callerOf(`${scheme} ${token}`);
  const REFUSED = { status: 401, code: 'token-invalid' };
  const EXPIRED = { status: 401, code: 'token-expired' };
  const NONE = { status: 401, code: 'unauthenticated' };

  it('say who calls', async () => {
    expect(await callerOf(await sign(GOOD))).toEqual({ sub: 'somebody', role: 'buyer' });
    expect(await callerOf(await sign({ ...GOOD, role: 'seller', seller: 'shop' }), 'bearer')).toEqual({
      sub: 'somebody',
      role: 'seller',
      seller: 'shop',
    });
    // The organisation of somebody who is no seller means nothing.
    expect(await callerOf(await sign({ ...GOOD, role: 'admin', seller: 'shop' }))).toEqual({ sub: 'somebody', role: 'admin' });
  });

  it.each<[what: string, claims: object]>([
    ['without an end', { exp: undefined }],
    ['that is not valid yet', { nbf: NOW + 600 }],
    ['without a subject', { sub: undefined }],
    ['with an empty subject', { sub: '' }],
    ['with a subject on two lines', { sub: 'a\nb' }],
    ['without a role', { role: undefined }],
    ['of an unknown role', { role: 'root' }],
    ['of the role of a program', { role: 'system' }],
    ['of a seller without an organisation', { role: 'seller' }],
    ['of a seller with an organisation that is no name', { role: 'seller', seller: 'a b' }],
    ['of another issuer', { iss: 'https://other' }],
    ['without an issuer', { iss: undefined }],
    ['for somebody else', { aud: 'shop' }],
  ])('%s are refused', async (_what, claims) => {
    await expect(callerOf(await sign({ ...GOOD, ...claims }))).rejects.toMatchObject(REFUSED);
  });

  it('of another key, signed with the public key, or with nothing are refused', async () => {
    const other = await generateKeyPair('ES256');
    await expect(callerOf(await sign(GOOD, other.privateKey))).rejects.toMatchObject(REFUSED);
    const secret = new TextEncoder().encode(await exportSPKI(key.publicKey));
    const symmetric = await new SignJWT(GOOD).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    await expect(callerOf(symmetric)).rejects.toMatchObject(REFUSED);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    await expect(callerOf(`${part({ alg: 'none' })}.${part(GOOD)}.x`)).rejects.toMatchObject(REFUSED);
    for (const header of [undefined, '', 'Bearer', 'Bearer ', 'Basic YTpi', `${await sign(GOOD)}`])
      expect(() => authentication.callerOf(header)).toThrow(expect.objectContaining(NONE));
    for (const rubbish of ['x', 'a.b.c', '..', `${part({ alg: 7 })}.x.x`, `${part({ alg: 'ES256', kid: {} })}.x.x`])
      await expect(callerOf(rubbish)).rejects.toMatchObject(REFUSED);
  });

  it('are known until they end, at once and no longer', async () => {
    const token = await sign({ ...GOOD, exp: NOW + 60 });
    await callerOf(token);
    expect(authentication.callerOf(`Bearer ${token}`)).toEqual({ sub: 'somebody', role: 'buyer' });
    expect(authentication.expiryOf(`Bearer ${token}`)).toBe((NOW + 60) * 1_000);
    jest.useFakeTimers({ now: (NOW + 64) * 1_000, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    try {
      // Five seconds are allowed to the clocks: both to what is known and to what is new.
      expect(authentication.callerOf(`Bearer ${token}`)).toEqual({ sub: 'somebody', role: 'buyer' });
      expect(authentication.expiryOf(`Bearer ${token}`)).toBe((NOW + 65) * 1_000);
      await callerOf(await sign({ ...GOOD, exp: NOW + 60, jti: 'new' }));
      await callerOf(await sign({ ...GOOD, nbf: NOW + 68 }));
      jest.setSystemTime((NOW + 65) * 1_000);
      await expect(callerOf(token)).rejects.toMatchObject(EXPIRED);
      await expect(callerOf(await sign({ ...GOOD, exp: NOW + 60, jti: 'newer' }))).rejects.toMatchObject(EXPIRED);
      await expect(callerOf(await sign({ ...GOOD, nbf: NOW + 71 }))).rejects.toMatchObject(REFUSED);
    } finally {
      jest.useRealTimers();
    }
  });

  it('that expired are told from those that are invalid, which say why', async () => {
    const expired = await sign({ ...GOOD, exp: NOW - 10 });
    await expect(callerOf(expired)).rejects.toMatchObject(EXPIRED);
    const [header, payload] = expired.split('.');
    await expect(callerOf(`${header}.${payload}.AAAA`)).rejects.toMatchObject(REFUSED);
    const elsewhere = callerOf(await sign({ ...GOOD, aud: 'shop' }));
    await expect(elsewhere).rejects.toMatchObject({ message: 'The claim aud of the token is not as it has to be.' });
    await expect(callerOf(await sign({ ...GOOD, exp: undefined }))).rejects.toMatchObject({
      message: 'The claim exp of the token is missing.',
    });
  });

  it('R1.7 name people as their provider does', async () => {
    for (const sub of ['auth0|0123', 'f:1234:uid', 'me+you@shop.example', 'CN=Ada Lovelace', 'x'.repeat(255)])
      expect(await callerOf(await sign({ ...GOOD, sub }))).toEqual({ sub, role: 'buyer' });
    for (const sub of ['x'.repeat(256), ' a', 'a ', 'é', 12])
      await expect(callerOf(await sign({ ...GOOD, sub }))).rejects.toMatchObject({
        message: expect.stringContaining('claim sub'),
      });
  });

  describe('with claims of other names', () => {
    const whose = async (terms: Partial<TokenRules>, claims: object) => {
      const { iss, aud, exp } = GOOD;
      const other = new Authentication({ keys: { set: { keys: [jwk] } }, ...terms });
      return await other.callerOf(`Bearer ${await sign({ iss, aud, exp, ...claims })}`);
    };
    const named = (role: string, seller = 'seller') => ({ claims: { sub: 'sub', role, seller } });
    const roles = new Map([
      ['helpdesk-agent', 'seller'],
      ['helpdesk-lead', 'seller'],
      ['helpdesk-admin', 'admin'],
    ] as const);

    it('are found by name, with dots into nested ones, also where a name has dots itself', async () => {
      const claims = { sub: 'login', role: 'https://shop.example/role', seller: 'org.shop.name' };
      const agent = { login: 'me', 'https://shop.example/role': 'seller', org: { shop: { name: 's1' } } };
      expect(await whose({ claims }, agent)).toEqual({ sub: 'me', role: 'seller', seller: 's1' });
      const nested = { sub: 'me', 'https://shop.example/claims': { role: 'buyer' } };
      expect(await whose(named('https://shop.example/claims.role'), nested)).toEqual({ sub: 'me', role: 'buyer' });
      for (const strange of ['constructor.name', 'role.length', 'a.b.c'])
        await expect(whose(named(strange), { sub: 'me', role: 'buyer', a: { b: null } })).rejects.toMatchObject(REFUSED);
      await expect(whose(named('roles'), { sub: 'me', role: 'admin' })).rejects.toMatchObject(REFUSED);
    });

    it('may be lists, of which one role counts; several are refused, and so is none', async () => {
      const of = (list: unknown) =>
        whose({ ...named('realm.roles'), roles }, { sub: 'me', seller: ['s1'], realm: { roles: list } });
      expect(await of(['offline_access', 'helpdesk-agent'])).toEqual({ sub: 'me', role: 'seller', seller: 's1' });
      expect(await of(['helpdesk-lead', 'helpdesk-agent'])).toMatchObject({ role: 'seller' });
      expect(await of('helpdesk-admin')).toEqual({ sub: 'me', role: 'admin' });
      await expect(of(['helpdesk-admin', 'helpdesk-agent'])).rejects.toMatchObject({
        ...REFUSED,
        message: 'The claim realm.roles gives several roles, admin and seller: it has to be one.',
      });
      // Where the provider's names are given, ours are somebody else's.
      for (const none of [['admin'], 'admin', [], [['helpdesk-admin']], {}, null, 7])
        await expect(of(none)).rejects.toMatchObject({
          ...REFUSED,
          message: 'The claim realm.roles gives no role of this helpdesk.',
        });
      expect(await whose(named('role'), { sub: 'me', role: ['buyer'] })).toEqual({ sub: 'me', role: 'buyer' });
      const several = whose({ ...named('role'), roles }, { sub: 'me', seller: ['s1', 's2'], role: 'helpdesk-agent' });
      await expect(several).rejects.toMatchObject(REFUSED);
    });
  });
});
