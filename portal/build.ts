import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import config from './vite.config.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const STAMP = '.sources';

/** Builds the portal into `outDir`, unless what is there was built from the same sources. Answers whether it built. */
export async function buildPortal(outDir: string): Promise<boolean> {
  const stamp = path.join(outDir, STAMP);
  const sources = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return false;
  await build({
    ...config,
    configFile: false,
    logLevel: 'warn',
    build: { ...config.build, outDir: path.resolve(outDir) },
  });
  writeFileSync(stamp, sources);
  return true;
}

function sourcesHash(): string {
  const files = globSync(['index.html', 'vite.config.ts', 'src/**', '../package-lock.json'], {
    cwd: root,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

if (import.meta.main) {
  const outDir = process.argv[2] ?? path.join(root, 'dist');
  console.log((await buildPortal(outDir)) ? `Built the portal into ${outDir}.` : 'The portal is up to date.');
}
