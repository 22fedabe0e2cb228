import Type from 'typebox';
import { ratesTable } from '../../accounts/rates.ts';
import type { AgreementView } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { tariffPrecedence } from '../../agreement/precedence-terms.ts';
import { Code } from '../../agreement/schema.ts';
import { ok } from '../../base/result.ts';
import { productsTable } from '../../inventory/products.ts';

/**
 * Under which instrument a service is bought: `agreement`, `tariff`, `tariff-incorporated-by-reference`, or
 * `no-vehicle` where neither says anything: a missing price is then no licence to bill the tariff's.
 */
export const purchaseVehicle = defineDecision({
  name: 'purchase-vehicle',
  doc: 'Whether a service is bought under the agreement or the tariff, or under neither.',
  facts: Type.Object(
    {
      service: Type.String({ description: 'Product code, or rate element' }),
      election: Type.Optional(
        Code(['none', 'expressly-ordered-from-tariff'], 'What the buyer expressly elected; default none'),
      ),
      incorporated: Type.Optional(
        Type.Boolean({
          description: 'Whether the agreement expressly incorporates the tariff for this service; default no',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: (facts, view, trace) => {
    const precedence = view.term(tariffPrecedence);
    if (!precedence.ok) return precedence;
    const { appliesBySilence, agreementPrevailsOnConflict, expressElection, expressIncorporation } =
      precedence.value.value;
    const clause = precedence.value.citation;
    const step = (id: string, sentence: string, out: boolean): boolean => {
      trace.add({ id, sentence, out, ...cited(precedence.value) });
      return out;
    };
    const elected = facts.election === 'expressly-ordered-from-tariff';
    if (
      step(
        'election',
        elected ? 'The buyer expressly ordered from the tariff' : 'The buyer did not elect the tariff',
        elected,
      ) &&
      expressElection
    ) {
      return ok({ value: 'tariff', clause });
    }
    const own = ownTerms(facts.service, view);
    step(
      'agreement',
      own === undefined
        ? `The agreement sets no service or rate "${facts.service}"`
        : `The agreement sets it: ${own}`,
      own !== undefined,
    );
    const incorporated = facts.incorporated === true && expressIncorporation;
    step(
      'incorporation',
      `The agreement ${incorporated ? 'expressly incorporates' : 'does not expressly incorporate'} the tariff for it`,
      incorporated,
    );
    if (own !== undefined && (agreementPrevailsOnConflict || !incorporated)) {
      return ok({ value: 'agreement', clause });
    }
    if (incorporated) return ok({ value: 'tariff-incorporated-by-reference', clause });
    const silent = step(
      'silence',
      appliesBySilence ? 'A tariff applies by silence' : 'A tariff never applies by silence',
      appliesBySilence,
    );
    return ok({ value: silent ? 'tariff' : 'no-vehicle', clause });
  },
});

/** Where the agreement speaks of a service: its product or its rate element. */
function ownTerms(service: string, view: AgreementView): string | undefined {
  const row =
    view.rows(productsTable).find(({ value }) => value.product === service) ??
    view.rows(ratesTable).find(({ value }) => value.element === service);
  return row && `${row.citation}, ${row.key}`;
}
