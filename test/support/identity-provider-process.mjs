/**
 * An OpenID Connect provider as a process of its own: its library is ESM only, which Jest does not load.
 * node identity-provider-process.mjs PORT REDIRECT_URI HOME: people are put there by `PUT /people/<sub>` with their claims; `null` locks one out.
 */
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [port, redirectUri, home] = process.argv.slice(2);
const people = new Map();

const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: 'console',
      client_secret: 'a secret of the console',
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [home],
      grant_types: ['authorization_code', 'refresh_token'],
    },
  ],
  claims: { openid: ['sub', 'groups', 'role', 'seller'] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: true }, revocation: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  cookies: { keys: ['of a test'] },
  findAccount: (_, sub) => {
    const said = people.get(sub);
    return said ? { accountId: sub, claims: () => ({ sub, ...said }) } : undefined;
  },
});

const serve = provider.callback();
const server = createServer(async (request, response) => {
  const [, sub] = /^\/people\/(.+)$/.exec(request.url) ?? [];
  if (!sub) return serve(request, response);
  let body = '';
  for await (const piece of request) body += piece;
  people.set(decodeURIComponent(sub), JSON.parse(body));
  response.writeHead(204).end();
});
server.listen(Number(port), () => process.stdout.write('ready\n'));
