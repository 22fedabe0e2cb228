import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Arbitrary } from 'fast-check';

const ROOT = path.join(import.meta.dirname, '..', '..');
export const CORPUS = path.join(import.meta.dirname, 'corpus');

/** What a format gives to be fuzzed. It throws where the reader breaks a promise, and on nothing else. */
export interface Driver {
  drive(bytes: Buffer): void;
  /** Inputs that are right in form, for what byte mutation does not reach. */
  readonly structured?: Arbitrary<Uint8Array>;
}

/** Format → valid and invalid inputs to begin with, beside the corpus kept here. */
const SEEDS: Readonly<Record<string, string>> = {
  emi: 'conformance/emi/**/*.{emi,bin,ebcdic}',
  baf: 'conformance/ama-baf/**/*.{baf,bin}',
  cdr: 'conformance/cdr-csv/**/*.csv',
  mapping: '{conformance/cdr-mapping/**/*.csv,reference/cdr-mappings/*.yaml}',
  'order-xml': 'conformance/order-files/**/*.xml',
  'order-csv': 'conformance/order-files/**/*.csv',
};

/** Formats that have a driver here. */
export const formatNames = (): string[] =>
  Object.keys(SEEDS).filter((name) => existsSync(path.join(import.meta.dirname, `${name}.ts`)));

export async function loadDriver(file: string): Promise<Driver> {
  const loaded: unknown = await import(file);
  if (typeof loaded !== 'object' || loaded === null || typeof Reflect.get(loaded, 'drive') !== 'function')
    throw new Error(`${file} exports no drive(bytes).`);
  return loaded as Driver;
}

export const driverFile = (format: string): string => path.join(import.meta.dirname, `${format}.ts`);

/** Everything that is known to be worth reading: vectors, and inputs that failed once. */
export function readCorpus(format: string, kept = path.join(CORPUS, format)): Buffer[] {
  const seeds = globSync(SEEDS[format] ?? '', { cwd: ROOT }).map((file) => path.join(ROOT, file));
  const own = globSync('*.bin', { cwd: kept }).map((file) => path.join(kept, file));
  return [...seeds.sort(), ...own.sort()].map((file) => readFileSync(file));
}
