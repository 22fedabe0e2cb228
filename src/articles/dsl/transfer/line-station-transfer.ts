import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { roundingTerm } from '../../../accounts/terms.ts';
import { Code } from '../../../agreement/schema.ts';
import { cents, formatCents, parseCents, sumCents } from '../../../base/money.ts';
import { ONE } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { pricedElement } from '../../../accounts/priced-element.ts';
import type { PricedElement } from '../../../accounts/priced-element.ts';
import { stationTransferTerm } from './terms.ts';

/** Whether the incumbent may swap pairs instead of conditioning: by what is on the loop, and if a pair is spare. */
export const lineStationTransfer = defineDecision({
  name: 'line-station-transfer',
  doc: 'Whether the incumbent may give another pair instead of conditioning this loop; details say what lets it.',
  facts: Type.Object({ makeup: LoopMakeup }, { additionalProperties: false }),
  value: 'boolean',
  decide: ({ makeup }, view, trace) => {
    const term = view.term(stationTransferTerm);
    if (!term.ok) return term;
    const { onTroubleBy, tapAboveFeet } = term.value.value;
    const tapFeet = makeup.bridgedTaps.reduce((sum, { feet }) => sum + feet, 0);
    const found = {
      'bridged-tap': tapAboveFeet !== undefined && tapFeet > tapAboveFeet,
      'load-coils': makeup.loadCoils.length > 0,
      repeaters: makeup.repeaters.length > 0,
    };
    const because = onTroubleBy.filter((one) => found[one]);
    trace.add({
      id: 'trouble',
      sentence: `${tapFeet} feet of tap${tapAboveFeet === undefined ? '' : ` (more than ${tapAboveFeet} let it)`}, ${makeup.loadCoils.length} load coils, ${makeup.repeaters.length} repeaters`,
      out: because.length > 0,
      ...cited(term.value),
    });
    const spare = makeup.sparePairs ?? 0;
    trace.add({ id: 'spare', sentence: `${spare} pairs are spare at the terminal`, out: spare > 0 });
    return ok({
      value: because.length > 0 && spare > 0,
      clause: term.value.citation,
      details: { because, sparePairs: spare },
    });
  },
});

/** Who pays for a swap of pairs, by whether it helped and where the fault was. */
export const lineStationTransferCharge = defineDecision({
  name: 'line-station-transfer-charge',
  doc: 'What a swap of pairs costs the competitor, dollars and cents: nothing where it did not help and the fault was in the network.',
  facts: Type.Object(
    {
      helped: Type.Boolean({ description: 'The loop passes on the other pair' }),
      fault: Type.Optional(
        Code(['network', 'elsewhere'], 'Where the fault was found, of a swap that did not help'),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  decide: ({ helped, fault }, view, trace) => {
    const term = view.term(stationTransferTerm);
    const rounding = view.term(roundingTerm);
    if (!term.ok || !rounding.ok)
      return fail(...[term, rounding].flatMap((one) => (one.ok ? [] : one.problems)));
    const clause = term.value.citation;
    const { element, networkFault, otherFault, visit } = term.value.value;
    if (!helped && fault === undefined)
      return fail({
        id: 'dsl/no-fault',
        field: 'fault',
        sentence: 'The swap did not help, and it is not said where the fault was.',
        cure: 'Find the fault first: network or elsewhere.',
        clause,
      });
    const free = !helped && fault === 'network' && networkFault === 'not-billed';
    const both = !helped && fault === 'elsewhere' && otherFault === 'transfer-and-visit';
    const wanted = free ? [] : both && visit !== undefined ? [element, visit] : [element];
    trace.add({
      id: 'who-pays',
      sentence: helped
        ? 'The swap helped: it is billed'
        : `It did not help, and the fault was ${fault === 'network' ? 'in the network' : 'elsewhere'}`,
      out: wanted.join(' + ') || 'not billed',
      ...cited(term.value),
    });
    const lines: PricedElement[] = [];
    for (const one of wanted) {
      const priced = pricedElement(view, rounding.value, { element: one, quantity: ONE }, trace);
      if (!priced.ok) return priced;
      lines.push(priced.value);
    }
    const total = sumCents(lines.map(({ amount }) => parseCents(amount) ?? cents(0)));
    return ok({ value: formatCents(total), clause, details: { elements: wanted, lines } });
  },
});
