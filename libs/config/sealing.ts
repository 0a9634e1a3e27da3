/** By which master key the keys of people are wrapped. */
import { join, resolve } from 'node:path';
import { AwsKms, type KeyService, MasterKeyFile, VaultTransit } from '../sealing';
import { ConfigurationError, type Env, flag } from './environment';

/** Whether texts are sealed, and where the master key is. */
export interface SealingConfig {
  /** Whether new texts are sealed; what is, opens in any case. */
  readonly seals: boolean;
  /** The file of master keys; undefined where a service has them. */
  readonly file: string | undefined;
  readonly service: KeyService;
}

const FORMS = 'file:PATH, aws-kms:KEY or vault:KEY';

/**
 * SEALING (1 or 0) and SEALING_KEY; for AWS KMS with AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and
 * AWS_ENDPOINT_URL_KMS, for Vault with VAULT_ADDR, VAULT_TOKEN and VAULT_TRANSIT_MOUNT. A file is made where there is none. Throws a ConfigurationError.
 */
export function loadSealing(env: Env): SealingConfig {
  const seals = flag({ SEALING: env.SEALING || '1' }, 'SEALING');
  const named = env.SEALING_KEY || `file:${join(env.HELPDESK_DATA || '.helpdesk', 'keys', 'master.key')}`;
  const colon = named.indexOf(':');
  const [kind, key] = [named.slice(0, Math.max(0, colon)), named.slice(colon + 1)];
  const wrong = (what: string) => new ConfigurationError(`SEALING_KEY: ${what}`);
  if (key === '') throw wrong(`has to be ${FORMS}, is "${named}"`);
  const needed = (name: string): string => {
    const value = env[name];
    if (!value) throw new ConfigurationError(`${name}: is required with SEALING_KEY=${kind}:…`);
    return value;
  };
  switch (kind) {
    case 'file': {
      const file = resolve(key);
      return { seals, file, service: lazily(() => new MasterKeyFile(file)) };
    }
    case 'aws-kms':
      return {
        seals,
        file: undefined,
        service: new AwsKms({
          key,
          region: needed('AWS_REGION'),
          accessKeyId: needed('AWS_ACCESS_KEY_ID'),
          secretAccessKey: needed('AWS_SECRET_ACCESS_KEY'),
          ...(env.AWS_SESSION_TOKEN && { sessionToken: env.AWS_SESSION_TOKEN }),
          ...(env.AWS_ENDPOINT_URL_KMS && { endpoint: address(env, 'AWS_ENDPOINT_URL_KMS') }),
        }),
      };
    case 'vault':
      needed('VAULT_ADDR');
      return {
        seals,
        file: undefined,
        service: new VaultTransit({
          key,
          address: address(env, 'VAULT_ADDR'),
          token: needed('VAULT_TOKEN'),
          ...(env.VAULT_TRANSIT_MOUNT && { mount: env.VAULT_TRANSIT_MOUNT }),
        }),
      };
    default:
      throw wrong(`has to be ${FORMS}, is "${named}"`);
  }
}

function address(env: Env, name: string): string {
  const value = env[name] ?? '';
  if (!/^https?:/.test(value) || !URL.canParse(value))
    throw new ConfigurationError(`${name}: has to be an http:// or https:// URL`);
  return value;
}

/** To read a configuration touches no file: it is opened, or made, with the first key. */
function lazily(open: () => KeyService): KeyService {
  let opened: KeyService | undefined;
  const service = () => {
    opened ??= open();
    return opened;
  };
  return {
    current: () => service().current(),
    wrap: (key) => service().wrap(key),
    unwrap: (wrapped, master) => service().unwrap(wrapped, master),
  };
}
