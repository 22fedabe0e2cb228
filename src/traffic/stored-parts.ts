import { readdirSync } from 'node:fs';
import path from 'node:path';
import { keyFolder } from './landing/index.ts';

/** Parquet files of some usage files in a store. */
export const storedParts = (store: string, keys: readonly number[]): string[] =>
  keys.flatMap((key) => {
    const dir = path.join(store, keyFolder(key));
    return readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.parquet'))
      .sort()
      .map((name) => path.join(dir, name));
  });
