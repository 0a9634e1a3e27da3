/** A real OpenID Connect provider for a story. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What the api is told of it, beside its address. */
export const CLIENT = { OIDC_CLIENT_ID: 'console', OIDC_CLIENT_SECRET: 'a secret of the console' } as const;

/** One that runs. */
export interface IdentityProvider {
  /** What it says of somebody from now on; null: it knows them no more. */
  says(sub: string, claims: object | null): Promise<void>;
  stop(): Promise<void>;
}

/** Another site than 127.0.0.1, as a provider is: cookies are kept apart. */
export const issuerAt = (port: number): string => `http://localhost:${port}`;

/** Starts it for the api at `url`; whoever signs in is asked for a name and any password. */
export async function startIdentityProvider(port: number, url: string): Promise<IdentityProvider> {
  const script = join(__dirname, 'identity-provider-process.mjs');
  const child = spawn(process.execPath, [script, String(port), `${url}/session/callback`, `${url}/console/`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  return {
    async says(sub, claims) {
      const body = JSON.stringify(claims);
      await fetch(`${issuerAt(port)}/people/${encodeURIComponent(sub)}`, { method: 'PUT', body });
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
