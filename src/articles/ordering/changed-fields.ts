import { canonicalJson } from '../../base/canonical.ts';
import type { Asr } from './asr.ts';

/** What tells a version apart or how it came, and not what is ordered. */
const ENVELOPE: ReadonlySet<string> = new Set([
  'ver',
  'sup',
  'channel',
  'receivedAt',
  'forms',
  'follows',
  'facilities',
  'capacitySlot',
  'authority',
]);

/** Fields of the order in which two versions differ, by name. */
export function changedFields(before: Asr, after: Asr): string[] {
  const [a, b]: Readonly<Record<string, unknown>>[] = [before, after] as const;
  const names = new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})]);
  return [...names]
    .filter((name) => !ENVELOPE.has(name))
    .filter((name) => canonicalJson(a?.[name] ?? null) !== canonicalJson(b?.[name] ?? null))
    .sort();
}
