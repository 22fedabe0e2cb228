import type { CaseEvent, CaseSummary } from '../../../cases/kind.ts';

const SUSPENDS = new Set(['user-suspended', 'carrier-suspended', 'emergency-blocked']);
const FREES = new Set(['lifted', 'cured', 'dismissed', 'decided']);

const whose = ({ name, body }: CaseEvent): string =>
  name === 'emergency-blocked' ? String(body['of']) : name === 'user-suspended' ? 'user' : 'carrier';

/** What is suspended now; what lists and those who let a query through read. */
export function misuseSummary(events: readonly CaseEvent[]): CaseSummary {
  const first = events[0]?.body ?? {};
  const standing = events
    .slice(events.findLastIndex(({ name }) => FREES.has(name)) + 1)
    .filter(({ name }) => SUSPENDS.has(name));
  const last = standing.at(-1);
  // A step adds to what is suspended: the block of a user leaves a carrier that was suspended before as it is.
  const suspended =
    last === undefined ? 'none' : standing.some((one) => whose(one) === 'carrier') ? 'carrier' : 'user';
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
