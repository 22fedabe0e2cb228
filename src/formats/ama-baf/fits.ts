import { FITS } from './bcd.ts';
import type { Layout, ModuleLayout } from './layout.ts';

/** Whether every byte of a structure or a module is what its field asks for; unused fields do not fit. */
export function fits(layout: Layout | ModuleLayout, bytes: Buffer, at: number): boolean {
  const { kinds } = layout;
  for (let i = 0; i < kinds.length; i++)
    if (FITS[((kinds[i] as number) << 8) | (bytes[at + i] as number)] === 0) return false;
  return true;
}
