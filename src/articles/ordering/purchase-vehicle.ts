import Type from 'typebox';
import type { Static } from 'typebox';
import { ratesTable } from '../../accounts/rates.ts';
import type { AgreementView } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { tariffPrecedence } from '../../agreement/precedence-terms.ts';
import type { Vehicle } from '../../agreement/precedence-terms.ts';
import { IsoDate } from '../../agreement/schema.ts';
import { referenceFor } from '../../agreement/tariff-references.ts';
import type { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { productsTable } from '../../inventory/products.ts';
import { electionFacts, electionProblems } from './election.ts';

const Facts = Type.Object(
  {
    service: Type.String({ description: 'Product code, or rate element' }),
    ...electionFacts,
    incorporated: Type.Optional(
      Type.Boolean({
        description:
          'Whether the agreement expressly incorporates the tariff for this service where its table does not say so; default no',
      }),
    ),
    on: Type.Optional(IsoDate('Day of the order, or of the service')),
  },
  { additionalProperties: false },
);
type Facts = Static<typeof Facts>;

/**
 * Under which instrument a service is bought: `agreement`, `tariff` by express election, `tariff-incorporated-by-reference`,
 * `commercial-agreement`, or `no-vehicle` where none says anything: a missing price is then no licence to bill the
 * tariff's. An election without evidence is refused.
 */
export const purchaseVehicle = defineDecision({
  name: 'purchase-vehicle',
  doc: 'Whether a service is bought under the agreement, the tariff or a commercial agreement, or under none.',
  facts: Facts,
  value: 'code',
  asOf: ({ on }) => on,
  decide: (facts, view, trace) => {
    const decided = decideVehicle(facts, view, trace);
    if (!decided.ok) return decided;
    const { vehicle, clause } = decided.value;
    return ok({ value: vehicle, clause });
  },
});

export function decideVehicle(
  facts: Omit<Facts, 'on'>,
  view: AgreementView,
  trace: Trace,
): Result<{ vehicle: Vehicle; clause: string }> {
  const precedence = view.term(tariffPrecedence);
  if (!precedence.ok) return precedence;
  const { appliesBySilence, agreementPrevailsOnConflict, expressElection, expressIncorporation } =
    precedence.value.value;
  const clause = precedence.value.citation;
  const step = (id: string, sentence: string, out: boolean): boolean => {
    trace.add({ id, sentence, out, ...cited(precedence.value) });
    return out;
  };
  const problems = electionProblems(facts, view, clause);
  if (problems.length > 0) return fail(...problems);

  const { evidence } = facts;
  const by = evidence ? `: ${evidence.who}, ${evidence.when}, ${evidence.document}` : '';
  if (facts.election === 'commercial-agreement') {
    step('election', `The parties made a commercial agreement for it${by}`, true);
    return ok({ vehicle: 'commercial-agreement', clause });
  }
  const elected = facts.election === 'expressly-ordered-from-tariff';
  step(
    'election',
    elected
      ? `The buyer expressly ordered from the tariff${by}${expressElection ? '' : '; the agreement does not let it'}`
      : 'The buyer did not elect the tariff',
    elected && expressElection,
  );
  if (elected && expressElection) return ok({ vehicle: 'tariff', clause });
  const own = ownTerms(facts.service, view);
  step(
    'agreement',
    own === undefined
      ? `The agreement sets no service or rate "${facts.service}"`
      : `The agreement sets it: ${own}`,
    own !== undefined,
  );
  const reference = referenceFor(view, facts.service);
  const incorporated = (reference !== undefined || facts.incorporated === true) && expressIncorporation;
  trace.add({
    id: 'incorporation',
    sentence: `The agreement ${incorporated ? 'expressly incorporates' : 'does not expressly incorporate'} the tariff for it`,
    out: incorporated,
    ...cited(reference ?? precedence.value),
  });
  if (own !== undefined && (agreementPrevailsOnConflict || !incorporated)) {
    return ok({ vehicle: 'agreement', clause });
  }
  if (incorporated) {
    return ok({ vehicle: 'tariff-incorporated-by-reference', clause: reference?.citation ?? clause });
  }
  const silent = step(
    'silence',
    appliesBySilence ? 'A tariff applies by silence' : 'A tariff never applies by silence',
    appliesBySilence,
  );
  return ok({ vehicle: silent ? 'tariff' : 'no-vehicle', clause });
}

/** Where the agreement speaks of a service: its product or its rate element. */
function ownTerms(service: string, view: AgreementView): string | undefined {
  const row =
    view.rows(productsTable).find(({ value }) => value.product === service) ??
    view.rows(ratesTable).find(({ value }) => value.element === service);
  return row && `${row.citation}, ${row.key}`;
}
