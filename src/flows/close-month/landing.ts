import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Agreement } from '../../agreement/agreement.ts';

/** Where the landed usage of a month of an agreement lies. */
export const usageFolder = (usageDir: string, agreement: Agreement, month: string): string =>
  path.join(usageDir, agreement.ref.id, agreement.ref.variant, month);

/** A folder beside a month's landed usage, where a close lands its own until it is known to stand. */
export interface Landing {
  readonly folder: string;
  /** Puts it in place; usage that is there is kept when `replace` is false. */
  readonly accept: (replace: boolean) => void;
  /** Removes what was not accepted. */
  readonly discard: () => void;
}

/** Opens a landing folder on the disk where the month's usage lies, so that moving it in is one rename. */
export function openLanding(place: string): Landing {
  mkdirSync(path.dirname(place), { recursive: true });
  const folder = mkdtempSync(path.join(path.dirname(place), '.landing-'));
  const landed = path.join(folder, 'new');
  const old = path.join(folder, 'old');
  mkdirSync(landed);
  return {
    folder: landed,
    accept: (replace) => {
      if (!existsSync(place)) return renameSync(landed, place);
      if (!replace) return;
      renameSync(place, old);
      try {
        renameSync(landed, place);
      } catch (error) {
        renameSync(old, place);
        throw error;
      }
    },
    discard: () => rmSync(folder, { recursive: true, force: true }),
  };
}
