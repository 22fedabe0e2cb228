import type { CaseKind } from '../../cases/kind.ts';

/** Every event that may be told of: those of cases, `<case kind>.<event>`, and what is said of subscriptions themselves. */
export const eventTypesOf = (kinds: readonly CaseKind[]): string[] => [
  ...kinds.flatMap(({ kind, events }) => events.map(({ name }) => `${kind}.${name}`)),
  'webhook.disabled',
];
