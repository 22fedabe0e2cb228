import type { Agreement } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { trunkKindTerm } from '../groups/terms.ts';

/** The access service request of a group is sent by whom the agreement names for its kind; in the ways that it knows. */
export function mayOrder(agreement: Agreement, history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const { kind, way, originator } = history[0]?.body ?? {};
  const term = agreement.at(localDate(agreement, event.occurredAt)).term(trunkKindTerm, String(kind));
  if (!term.ok) return [...term.problems];
  const { orders, oneWayOrders = orders, ways } = term.value.value;
  const problem = (field: string, sentence: string, cure: string): Problem => ({
    id: 'trunks/order',
    field,
    sentence,
    cure,
    clause: term.value.citation,
  });
  const problems: Problem[] = [];
  if (!ways.some((one) => one === way))
    problems.push(
      problem('way', `A ${String(kind)} group is ${ways.join(' or ')}.`, 'Forecast it that way.'),
    );
  const said = way === 'one-way' ? oneWayOrders : orders;
  const role = said === 'originator' ? originator : said;
  if (role === undefined)
    return [
      ...problems,
      problem(
        'originator',
        'It is not said whose calls the group carries.',
        'Forecast it with its originator.',
      ),
    ];
  const party = agreement.party(String(role));
  if (event.actor !== party && event.actor !== 'meetpoint')
    problems.push(
      problem(
        'actor',
        `The request is for ${party ?? String(role)} to send, and ${event.actor} sends it.`,
        `Let ${party ?? String(role)} send it.`,
      ),
    );
  return problems;
}
