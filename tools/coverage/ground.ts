import { existsSync, globSync, readFileSync } from 'node:fs';
import type { Agreement } from '../../src/agreement/agreement.ts';
import { readCsv } from '../../src/agreement/table.ts';
import { decisions } from '../../src/app/vocabulary.ts';
import { kinds } from '../../src/app/kinds.ts';
import type { CaseKind } from '../../src/cases/kind.ts';
import { readScenarios } from '../../src/flows/scenarios/read-scenarios.ts';
import { readByCode, readSources } from './read-by-code.ts';
import type { SourceFile } from './read-by-code.ts';

/** A test file, or a file of scenarios with what it asks. */
export interface TestFile extends SourceFile {
  readonly asks?: ReadonlySet<string>;
}

/** What the program and one agreement hold, against which a rule's `by` is compared. */
export interface Ground {
  /**
   * Keys of terms and rows (`rates#expedite`) of the agreement and the law beside it, all variants, each with the code
   * words of the row (its element, bucket, product …) by which a test may name it.
   */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** Events that start each clock of the agreement, `port.received`, by the clock's key. */
  readonly starts: ReadonlyMap<string, readonly string[]>;
  /** Keys of term definitions (families as `clock.*`) and names of tables, with whether code asks for them. */
  readonly read: ReadonlyMap<string, boolean>;
  readonly decisions: ReadonlySet<string>;
  readonly kinds: ReadonlyMap<string, CaseKind>;
  /** Numbers of order edits, each with the file of its catalogue. */
  readonly edits: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
  /** Under which name the code declares `decision:late-payment-charge` or `case:lsr`: a test may name it so. */
  readonly constants: ReadonlyMap<string, string>;
  readonly sources: ReadonlyMap<string, string>;
  readonly tests: readonly TestFile[];
}

/** Everything but the agreement's own keys, read once. */
export function readGround(): Omit<Ground, 'keys' | 'starts'> {
  const sources = readSources();
  return {
    read: readByCode(sources),
    decisions: new Set(decisions.map(({ name }) => name)),
    kinds: new Map(kinds.map((kind) => [kind.kind, kind])),
    edits: new Set(
      globSync(['reference/edits/*.csv', 'reference/forms/*.csv']).flatMap((file) =>
        readCsv(file, readFileSync(file, 'utf8')).lines.map(
          ({ values }) => values['id'] ?? values['edit'] ?? '',
        ),
      ),
    ),
    commands: new Set(globSync('src/app/commands/*.ts').map((file) => file.replace(/^.*\/|\.ts$/g, ''))),
    constants: constantsOf(sources),
    sources: new Map(sources.map(({ file, text }) => [file, text])),
    tests: [...testFiles(), ...scenarioFiles()],
  };
}

const DECLARED = /const (\w+)[^=;]*=\s*define(Decision|CaseKind)\(\s*\{\s*(?:name|kind): '([^']+)'/g;

const constantsOf = (sources: readonly SourceFile[]): Map<string, string> =>
  new Map(
    sources.flatMap(({ text }) =>
      [...text.matchAll(DECLARED)].map(([, constant = '', what, name = '']): [string, string] => [
        `${what === 'Decision' ? 'decision' : 'case'}:${name}`,
        constant,
      ]),
    ),
  );

/** Columns whose word names the row for whoever asks for it. */
const NAMING = ['element', 'bucket', 'product', 'measure', 'clli', 'term', 'party'];

/** The keys that any of its variants holds at some time. */
export function keysOf(variants: readonly Agreement[]): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const { timeline } of variants)
    for (const key of timeline.keys()) {
      const words = timeline.versions(key).flatMap(({ entry }) => (entry ? namingWords(entry.value) : []));
      keys.set(key, [...new Set([...(keys.get(key) ?? []), ...words])]);
    }
  return keys;
}

/** By what the clocks of any variant start. */
export function startsOf(variants: readonly Agreement[]): Map<string, string[]> {
  const starts = new Map<string, string[]>();
  for (const { timeline } of variants)
    for (const key of timeline.keys())
      for (const { entry } of key.startsWith('clock.') ? timeline.versions(key) : []) {
        const events = (entry?.value as { starts?: string | string[] } | undefined)?.starts ?? [];
        starts.set(key, [...new Set([...(starts.get(key) ?? []), ...[events].flat()])]);
      }
  return starts;
}

function namingWords(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return NAMING.map((column) => (value as Record<string, unknown>)[column]).filter(
    (word): word is string => typeof word === 'string' && /^[\w-]+$/.test(word),
  );
}

const testFiles = (): TestFile[] =>
  globSync(['src/**/*.test.ts', 'tools/**/*.test.ts', 'portal/**/*.test.ts'], {
    exclude: (name) => name.includes('node_modules') || name.startsWith('tools/coverage'),
  })
    .sort()
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

function scenarioFiles(): TestFile[] {
  return globSync('agreements/*/')
    .filter((dir) => existsSync(`${dir}/scenarios`))
    .sort()
    .flatMap((dir) => {
      const scenarios = readScenarios(dir);
      if (!scenarios.ok) return [];
      return [...Map.groupBy(scenarios.value, ({ file }) => file)].map(([file, asked]) => ({
        file,
        text: readFileSync(file, 'utf8'),
        asks: new Set(asked.map(({ ask }) => ask)),
      }));
    });
}
