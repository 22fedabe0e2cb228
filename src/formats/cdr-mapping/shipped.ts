import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.join(findRoot(path.dirname(fileURLToPath(import.meta.url))), 'reference', 'cdr-mappings');

function findRoot(from: string): string {
  const above = path.dirname(from);
  return above === from || existsSync(path.join(from, 'reference', 'cdr-mappings')) ? from : findRoot(above);
}

/** Names of the mappings that come with the program, in order. */
export function shippedMappings(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

/** Text of a mapping that comes with the program, or undefined. */
export function findShipped(name: string): string | undefined {
  return shippedMappings().includes(name)
    ? readFileSync(path.join(folder, `${name}.yaml`), 'utf8')
    : undefined;
}
