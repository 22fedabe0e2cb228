import { globSync, readFileSync } from 'node:fs';

export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** All code of the product, tests left out. */
export const readSources = (): SourceFile[] =>
  globSync('src/**/*.ts', { exclude: (name) => /(?:\.test|\/test-[^/]*)\.ts$/.test(name) })
    .sort()
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

const DEFINITION =
  /(?:export )?const (\w+)(?:\s*:[^=]+)?\s*=\s*define(?:Term|Table)(?:<[^>]*>)?\(\s*(?:\{\s*name:\s*)?'([^']+)'/g;
/** Imports, re-exports and the lists in which a room names its terms are no reading. */
const LISTING = /(?:^|\n)(?:import|export)\s[^;]*?(?:from\s+'[^']+'|\]);/g;
/** An `index.ts` or `check…` file looks at terms for `meetpoint check`; it decides nothing with them. */
const ONLY_CHECKS = /\/(?:index|check[^/]*|[^/]*-check)\.ts$/;

/**
 * Keys of terms (families as `clock.*`) and names of tables, each with whether some code asks the agreement for
 * it outside of `meetpoint check`. Read from the source text: a look-up hands the definition to a function.
 */
export function readByCode(sources: readonly SourceFile[]): Map<string, boolean> {
  const bare = sources.map(({ file, text }) => ({ file, text: text.replace(LISTING, '\n') }));
  const found = new Map<string, boolean>();
  for (const { text } of sources) {
    for (const [, name = '', key = ''] of text.matchAll(DEFINITION)) {
      const asked = new RegExp(`[(,:?[]\\s*${name}\\b(?!\\s*=)`);
      const read = bare.some((other) => !ONLY_CHECKS.test(other.file) && asked.test(other.text));
      found.set(key, (found.get(key) ?? false) || read);
    }
  }
  return found;
}

/** The result as the module from which the product shows the coverage of sections. */
export function readByCodeModule(found: ReadonlyMap<string, boolean>): string {
  const lines = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, read]) => `  ${/^\w+$/.test(key) ? key : `'${key}'`}: ${read},`);
  return [
    '/** Terms (families as `clock.*`) and tables: whether code asks for them. Written by tools/coverage.ts. */',
    'export const READ_BY_CODE: Readonly<Record<string, boolean>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}
