import type { CaseEvent, CaseSummary } from '../../../cases/kind.ts';

const SUSPENDS = new Set(['user-suspended', 'carrier-suspended', 'emergency-blocked']);
const FREES = new Set(['lifted', 'cured', 'dismissed', 'decided']);

/** What is suspended now; what lists and those who let a query through read. */
export function misuseSummary(events: readonly CaseEvent[]): CaseSummary {
  const first = events[0]?.body ?? {};
  const last = events.findLast(({ name }) => SUSPENDS.has(name) || FREES.has(name));
  const suspended =
    last === undefined || FREES.has(last.name)
      ? 'none'
      : last.name === 'emergency-blocked'
        ? String(last.body['of'])
        : last.name === 'user-suspended'
          ? 'user'
          : 'carrier';
  return {
    pattern: String(first['pattern'] ?? ''),
    who: String(first['who'] ?? ''),
    party: String(first['party'] ?? ''),
    from: String(first['from'] ?? ''),
    to: String(first['to'] ?? ''),
    withoutOrder: Number(first['withoutOrder'] ?? 0),
    of: Number(first['of'] ?? 0),
    suspended,
    emergency: suspended !== 'none' && last?.name === 'emergency-blocked',
  };
}
