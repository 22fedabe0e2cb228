/**
 * Makes what a packed install needs, because Node does not strip types below node_modules: JavaScript
 * of src, its SQL beside it, and the portal.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildPortal } from '../portal/build.ts';

rmSync('dist', { recursive: true, force: true });
const compiled = spawnSync(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  { stdio: 'inherit' },
);
if (compiled.status !== 0) process.exit(1);
for (const file of globSync('src/**/*.sql')) cpSync(file, path.join('dist', file));
await buildPortal('dist/portal');
