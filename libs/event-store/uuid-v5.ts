import { hash } from 'node:crypto';

/** Name-based UUID, version 5 (RFC 9562, 5.5): the same name in the same namespace (itself a UUID) always gives the same id. */
export function uuidV5(name: string, namespace: string): string {
  const hex = hash('sha1', Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name)]));
  const variant = ((Number.parseInt(hex[16], 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
