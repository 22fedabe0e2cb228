import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the package: where agreements, reference tables and the portal are. */
export const packageRoot: string = findRoot(path.dirname(fileURLToPath(import.meta.url)));

function findRoot(from: string): string {
  if (existsSync(path.join(from, 'package.json'))) return from;
  return findRoot(path.dirname(from));
}

/** Public numbering tables that come with the program. */
export const numberingDir: string = path.join(packageRoot, 'reference', 'numbering');

/** Where this installation keeps its database and landed usage. */
export const dataFolder = (): string => path.resolve(process.env['MEETPOINT_DATA'] ?? '.meetpoint');

/** Landed usage of closed months. */
export const usageDir = (): string => path.join(dataFolder(), 'usage');
