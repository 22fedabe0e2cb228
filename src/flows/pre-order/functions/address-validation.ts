import { Type } from 'typebox';
import type { Problem } from '../../../base/problem.ts';
import { ok } from '../../../base/result.ts';
import { formatAddress, normalizeAddress } from '../../../network/plant/address.ts';
import type { Address } from '../../../network/plant/address.ts';
import { findAddress } from '../../../network/plant/find-address.ts';
import type { AddressMatch } from '../../../network/plant/find-address.ts';
import { AddressFacts } from '../place-facts.ts';
import { defineFunction } from '../pre-order.ts';

/**
 * Whether an address is served, and its one spelling. Two guides are asked: the incumbent's own, which knows where its plant leads, and
 * the one that 911 routes by; an address in one of them alone is said to be so.
 */
export const addressValidation = defineFunction({
  name: 'address-validation',
  doc: 'Whether an address is served: exact, ambiguous, alternatives, msag-only or none.',
  facts: Type.Object(AddressFacts, { additionalProperties: false }),
  subject: ({ address }) => address,
  answer: async (tx, { agreement }, _query, facts) => {
    const asked = normalizeAddress(facts);
    const match = await findAddress(tx, agreement.parties.ilec, asked);
    const { outcome, places, msag, hasMsag } = match;
    return ok({
      outcome,
      value: outcome === 'exact' ? (places[0]?.address ?? null) : null,
      details: {
        asked: formatAddress(asked),
        places,
        msag: hasMsag ? (msag.length > 0 ? 'valid' : 'missing') : 'no-guide',
        ranges: msag,
      },
      problems: told(asked, match),
    });
  },
});

/** What is to be known beside the answer. */
function told(asked: Address, { outcome, places, msag, hasMsag }: AddressMatch): Problem[] {
  const line = formatAddress(asked);
  const missing = hasMsag && msag.length === 0 && (outcome === 'exact' || outcome === 'ambiguous');
  return [
    ...(outcome === 'exact' ? [] : [notExact(line, outcome, places.length)]),
    ...(missing
      ? [
          {
            id: 'pre-order/not-in-msag',
            field: 'address',
            sentence: `${line} is in the street guide of the incumbent, and not in the Master Street Address Guide.`,
            cure: 'Have it added there before service is turned up: a 911 record of it would be rejected.',
          },
        ]
      : []),
  ];
}

function notExact(line: string, outcome: AddressMatch['outcome'], found: number): Problem {
  const problem = (id: string, sentence: string, cure: string): Problem => ({
    id: `pre-order/${id}`,
    field: 'address',
    sentence,
    cure,
  });
  switch (outcome) {
    case 'ambiguous':
      return problem(
        'ambiguous-address',
        `${line} is the address of ${found} places.`,
        'Say city, zip or unit, or order with the key (addressId) of the one that is meant.',
      );
    case 'msag-only':
      return problem(
        'not-in-guide',
        `${line} is in the Master Street Address Guide, and not in the street guide of the incumbent.`,
        'Ask the incumbent to add the place to its guide; until then no order for it passes its edits.',
      );
    case 'alternatives':
      return problem(
        'no-such-address',
        `Neither guide has ${line}.`,
        'Take one of the places that are like it, or correct the address.',
      );
    default:
      return problem(
        'not-served',
        `Neither guide has ${line}, or anything like it.`,
        'See whether it lies in the area of this incumbent.',
      );
  }
}
