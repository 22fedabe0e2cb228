const BROWSERS: readonly (readonly [string, string])[] = [
  ['Edg/', 'Edge'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
];
const SYSTEMS: readonly (readonly [string, string])[] = [
  ['Windows', 'Windows'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Mac OS X', 'Mac'],
  ['Linux', 'Linux'],
];

/** What people call the browser that names itself so: `Firefox on Windows`. Of one that is not known, its first words. */
export function browserName(agent: string | null): string {
  if (agent === null || agent === '') return 'Not known';
  const named = (list: typeof BROWSERS) => list.find(([sign]) => agent.includes(sign))?.[1];
  const browser = named(BROWSERS);
  const system = named(SYSTEMS);
  if (browser === undefined) return agent.slice(0, 40);
  return system === undefined ? browser : `${browser} on ${system}`;
}
