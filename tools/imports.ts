/**
 * Which room imports which. Imports point one way (ARCHITECTURE.md); this reads the real ones, finds
 * those that point back, and prints them as the diagram that ARCHITECTURE.md carries.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Rooms by level: a room may import rooms of lower levels and itself. */
const LEVELS: readonly (readonly string[])[] = [
  ['base'],
  ['platform'],
  ['agreement', 'formats'],
  ['parties', 'network'],
  ['cases', 'inventory', 'traffic', 'accounts'],
  ['articles'],
  ['flows'],
  ['gateways'],
  ['app'],
];

/** Types of charges, rates and products are nouns that rooms of one level share. */
const SHARED_NOUNS = new Set([
  'src/accounts/charge.ts',
  'src/accounts/rates.ts',
  'src/inventory/products.ts',
]);

export interface Import {
  readonly from: string;
  readonly to: string;
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+'(\.{1,2}\/[^']+)'/g;

/** Every relative import between files under `src`, tests left out. */
export function readImports(root: string): Import[] {
  return globSync('src/**/*.ts', { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .sort()
    .flatMap((file) =>
      [...readFileSync(path.join(root, file), 'utf8').matchAll(IMPORT)].map(([, to = '']) => ({
        from: file,
        to: path.posix.normalize(path.posix.join(path.posix.dirname(file), to)),
      })),
    );
}

const room = (file: string): string => file.split('/')[1] ?? '';
const part = (file: string): string => file.split('/')[2] ?? '';
const levelOf = (name: string): number => LEVELS.findIndex((level) => level.includes(name));

/** Sentences about imports that point the wrong way. */
export function wrongImports(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, to }) => {
    const [a, b] = [room(from), room(to)];
    const wrong = (why: string): string[] => [`${from} imports ${to}: ${why}`];
    if (levelOf(a) < 0) return wrong(`"${a}" is not a room; put the file in one.`);
    if (a === b && (a === 'articles' || a === 'flows') && part(from) !== part(to)) {
      return a === 'articles' ? wrong('articles never import each other.') : [];
    }
    if (from.includes('/rules/') && !['base', 'agreement'].includes(b) && a !== b) {
      return wrong('rules import base and agreement only.');
    }
    if (a === b || SHARED_NOUNS.has(to)) return [];
    return levelOf(b) < levelOf(a) ? [] : wrong(`${a} may not import ${b}.`);
  });
}

/** The rooms and their imports as a Mermaid graph. */
export function diagram(imports: readonly Import[]): string {
  const edges = new Set(
    imports
      .map(({ from, to }) => [room(from), room(to)] as const)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => `  ${a} --> ${b}`),
  );
  return ['```mermaid', 'graph TD', ...[...edges].sort(), '```'].join('\n');
}
