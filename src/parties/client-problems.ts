import type { Problem } from '../base/problem.ts';
import type { NewClient } from './api-clients.ts';
import { clientRights, isRight } from './rights.ts';
import type { Side } from './rights.ts';

const LONGEST_NAME = 100;

/** Everything that stands against a client before it is made. */
export function clientProblems(
  { name, scopes, expiresAt, requestsPerMinute }: NewClient,
  sides: readonly Side[],
  { party, now }: { readonly party: string; readonly now: string },
): Problem[] {
  const problems: Problem[] = [];
  const say = (id: string, field: string, sentence: string, cure: string): void =>
    void problems.push({ id: `clients/${id}`, field, sentence, cure });
  if (sides.length === 0)
    say('party', 'party', `There is no party "${party}".`, 'Register an agreement of it first.');
  if (name.trim() === '' || name.length > LONGEST_NAME)
    say(
      'name',
      'name',
      'The name is empty or too long.',
      `Say in up to ${LONGEST_NAME} characters what it is.`,
    );
  if (scopes.length === 0)
    say('scopes', 'scopes', 'The client may do nothing.', 'Name the rights that it needs.');
  const may = clientRights(sides);
  for (const scope of scopes) {
    if (!isRight(scope))
      say('scope', 'scopes', `There is no right "${scope}".`, `Rights are: ${[...may].sort().join(', ')}.`);
    else if (!may.has(scope))
      say('scope', 'scopes', `No client of this party may have ${scope}.`, 'Leave it out.');
  }
  if (expiresAt !== undefined && Temporal.Instant.compare(expiresAt, now) <= 0)
    say('expiry', 'expiresAt', 'It would have ended already.', 'Name an instant that is to come.');
  if (requestsPerMinute !== undefined && !(Number.isInteger(requestsPerMinute) && requestsPerMinute > 0))
    say('limit', 'requestsPerMinute', 'It could send nothing.', 'Name a whole number from 1 on.');
  return problems;
}
