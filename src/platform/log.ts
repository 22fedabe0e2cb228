import { destination, pino, type DestinationStream, type Logger } from 'pino';

/** A structured logger. Messages are sentences, facts go into the fields. */
export type Log = Logger;

const SECRET_FIELDS = ['password', 'token', 'cookie', 'set-cookie', 'authorization', 'secret', 'apiKey'];
const SECRET_DEPTH = 4;

function secretPaths(): string[] {
  const names = SECRET_FIELDS.flatMap((name) => [name, name[0]?.toUpperCase() + name.slice(1)]);
  return names.flatMap((name) =>
    Array.from({ length: SECRET_DEPTH }, (_, depth) => `${'*.'.repeat(depth)}["${name}"]`.replace('.[', '[')),
  );
}

/**
 * A logger that writes JSON lines to standard error, so that standard output stays free for results.
 * The level comes from MEETPOINT_LOG (default `warn`; pino's names, or `silent`). Fields that are named like a
 * password, token, cookie or authorization header are blanked down to four levels of nesting.
 */
export function createLog(options: { level?: string; stream?: DestinationStream } = {}): Log {
  const wanted = options.level ?? process.env['MEETPOINT_LOG'] ?? 'warn';
  const level = wanted === 'silent' || wanted in pino.levels.values ? wanted : 'warn';
  return pino(
    { level, base: { pid: process.pid }, redact: { paths: secretPaths(), censor: '[redacted]' } },
    options.stream ?? destination({ dest: 2, sync: true }),
  );
}

/** A logger that says nothing. */
export const silentLog: Log = createLog({ level: 'silent' });
