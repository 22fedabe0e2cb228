import type { Command } from 'commander';
import { openMeetpointDatabase } from '../database.ts';
import { print } from '../output.ts';
import { DEFAULT_PORT, serve } from '../serve.ts';

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('serve the API and the portal')
    .option('--port <number>', 'port', String(DEFAULT_PORT))
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .action(async (options: { port: string; host: string }) => {
      await serveUntilStopped(Number(options.port), options.host);
    });
}

/** Serves until the process is asked to stop, then closes server and database. */
export async function serveUntilStopped(port: number, host: string): Promise<void> {
  const db = await openMeetpointDatabase();
  const api = await serve(db, { port, host });
  print(`Portal and API on http://localhost:${port} — Ctrl-C stops.`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await api.close();
  await db.close();
}
