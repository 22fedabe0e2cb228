import type { Filter } from './list-query.ts';

/** The resources that all filters let through, for lists that are short. An attribute in a list of parts is one of theirs. */
export const keepMatching = <T extends object>(resources: readonly T[], filters: readonly Filter[]): T[] =>
  resources.filter((resource) => filters.every((filter) => isLetThrough(resource, filter)));

function isLetThrough(resource: object, { attribute, operator, values }: Filter): boolean {
  const found = valuesAt(resource, attribute.split('.'));
  switch (operator) {
    case 'eq':
      return found.some((one) => values.includes(one));
    case 'ne':
      return !found.some((one) => values.includes(one));
    case 'gt':
      return found.some((one) => values.every((value) => one > value));
    case 'gte':
      return found.some((one) => values.every((value) => one >= value));
    case 'lt':
      return found.some((one) => values.every((value) => one < value));
    case 'lte':
      return found.some((one) => values.every((value) => one <= value));
  }
}

function valuesAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => valuesAt(one, path));
  const [name, ...rest] = path;
  if (name === undefined) return typeof value === 'object' || value === undefined ? [] : [String(value)];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  return valuesAt((value as Record<string, unknown>)[name], rest);
}
