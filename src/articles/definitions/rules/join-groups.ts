/**
 * Names joined into groups by pairs, through others too: a–b and b–c make one group of three. Groups and their names
 * are in the order of `names`; names of pairs that are not in the list are left out.
 */
export function joinGroups(
  names: readonly string[],
  pairs: readonly (readonly [string, string])[],
): string[][] {
  const parent = new Map(names.map((name) => [name, name]));
  const root = (name: string): string => {
    const up = parent.get(name);
    return up === undefined || up === name ? name : root(up);
  };
  for (const [a, b] of pairs) {
    if (parent.has(a) && parent.has(b)) parent.set(root(a), root(b));
  }
  return [...Map.groupBy(names, root).values()];
}
