/** What makes no sense is refused by `helpdesk` in one line that names it, before anything runs. */
import { freePort } from '../support/stack';
import { MAIN, run, surroundings } from '../support/started';

describe('helpdesk refuses', () => {
  const { env, start } = surroundings();

  it.each([
    ['RATE_LIMIT_PER_MINUTE', 'many'],
    ['HELPDESK_HOST', '203.0.113.7'],
    ['HELPDESK_PORT', '0'],
    ['HELPDESK_PORT', 'http'],
    ['EVENTSTORE_URL', 'esdb://'],
    ['EVENTSTORE_URL', 'esdb://store?nodePreference=boss'],
    ['DATABASE_URL', 'mysql://rows'],
    ['JWT_JWKS_URL', 'keys'],
  ])('a setting that makes no sense ends the start before anything runs: %s=%s', async (name, value) => {
    const refused = start({ [name]: value });
    expect(await refused.ended()).toBe(1);
    expect(refused.said).toMatch(new RegExp(`^helpdesk: ${name}: `));
    expect(refused.said.trim().split('\n')).toHaveLength(1);
  });

  it('two ports that are one, and a database that is not there, are told by the name of the variable', async () => {
    const twice = start({ EVENTSTORE_PORT: env.HELPDESK_PORT });
    expect(await twice.ended()).toBe(1);
    expect(twice.said).toBe(`helpdesk: HELPDESK_PORT: port ${env.HELPDESK_PORT} is that of EVENTSTORE_PORT\n`);
    const away = start({ DATABASE_URL: `postgres://127.0.0.1:${await freePort()}/rows` });
    expect(await away.ended()).toBe(1);
    expect(away.said).toMatch(/^helpdesk: DATABASE_URL: .*ECONNREFUSED/m);
  });

  it.each([
    ['--lifetime', ['--lifetime', '0s']],
    ['--lifetime', ['--lifetime', 'nonsense']],
    ['--sub', ['--sub', ' me']],
    ['--sub', ['--sub', 'zoë']],
    ['--seller', ['--seller', '']],
  ])('no token is signed that nobody would take: %s', async (name, args) => {
    const command = [MAIN, 'token', '--role', 'seller', '--sub', 'me', '--seller', 'shop', ...args];
    await expect(run(process.execPath, command, { env })).rejects.toMatchObject({
      stderr: expect.stringMatching(`^helpdesk: ${name}: `),
    });
  });

  it.each([
    ['cannot be made, however long one tries', '/proc/helpdesk/data'],
    ['would lie below a file', '/dev/null/data'],
    ['is a file', MAIN],
    ['is there and takes nothing', '/proc'],
  ])('a data directory that %s is refused in one line: %s', async (_, directory) => {
    const refused = start({ HELPDESK_DATA: directory });
    const late = setTimeout(() => refused.process.kill('SIGKILL'), 10_000);
    expect(await refused.ended()).toBe(1);
    clearTimeout(late);
    expect(refused.said.replace(directory, 'IT')).toMatch(/^helpdesk: HELPDESK_DATA: IT cannot be made or written \(.+\)\n$/);
  });

  it('production does not start on the embedded keys', async () => {
    const refused = start({ NODE_ENV: 'production' });
    expect(await refused.ended()).toBe(1);
    expect(refused.said).toContain('JWT_JWKS_URL');
  });
});
