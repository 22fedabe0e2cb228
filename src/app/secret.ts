import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dataFolder } from './paths.ts';

const SECRET_BYTES = 32;

/**
 * What signs sessions and enciphers the secrets of webhooks: MEETPOINT_SECRET, or made at the first start and kept in the data
 * folder for its owner only.
 */
export function installationSecret(): string {
  const given = process.env['MEETPOINT_SECRET'];
  if (given) return given;
  const file = path.join(dataFolder(), 'session-secret');
  if (!existsSync(file)) {
    mkdirSync(dataFolder(), { recursive: true });
    writeFileSync(file, randomBytes(SECRET_BYTES).toString('hex'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}
