import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { trunksFor } from './eel-trunks-required.ts';
import { EEL_TESTS, eelCertificationTerm, eelTerm } from './terms.ts';
import { uncertified } from './uncertified.ts';

/**
 * Whether one circuit of loop and transport may be had: every test is certified, and the numbers that are given bear it out. The
 * certification is enough to work the order; only an audit that the circuit failed undoes it. `details.failed` names what is missing.
 */
export const eelEligibility = defineDecision({
  name: 'eel-eligibility',
  doc: 'Whether a circuit that combines loop and transport, commingled ones too, meets every test of eligibility.',
  facts: Type.Object(
    {
      certifications: Type.Array(Code(EEL_TESTS), {
        uniqueItems: true,
        description: 'Tests that the competitor certifies for this circuit',
      }),
      numbers: Type.Integer({ minimum: 0, description: 'Local numbers assigned to the circuit' }),
      ds1Eels: Type.Integer({ minimum: 0, description: 'DS1 combinations in service, with this one' }),
      ds3: Type.Boolean({ description: 'Whether the circuit is a DS3' }),
      ds3Eels: Type.Optional(
        Type.Integer({
          minimum: 0,
          description: 'DS3 combinations in service, with this one; default this one alone, if it is a DS3',
        }),
      ),
      trunks: Type.Optional(
        Type.Integer({
          minimum: 0,
          description: 'DS1 interconnection trunks with calling numbers in the LATA',
        }),
      ),
      audit: Type.Optional(Code(['passed', 'failed'], 'What an audit found of this circuit')),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  decide: (facts, view, trace) => {
    const { certifications, numbers, ds1Eels, ds3, ds3Eels = ds3 ? 1 : 0, trunks, audit } = facts;
    const term = view.term(eelTerm);
    const worth = view.term(eelCertificationTerm);
    if (!term.ok) return term;
    if (!worth.ok) return worth;
    const failed = uncertified(certifications, term.value, trace);
    const step = (id: string, sentence: string, out: boolean, of: Parameters<typeof cited>[0]): void => {
      trace.add({ id, sentence, out, ...cited(of) });
      if (!out) failed.push(id);
    };
    const { numbersPerDs1, numbersPerDs3 } = term.value.value;
    const needed = ds3 ? numbersPerDs3 : numbersPerDs1;
    step(
      'numbers',
      `${numbers} local numbers of ${needed} that a ${ds3 ? 'DS3' : 'DS1'} needs`,
      numbers >= needed,
      term.value,
    );
    const wanted = trunksFor(ds1Eels, ds3Eels, term.value, trace);
    if (trunks !== undefined)
      step('trunk-count', `${trunks} DS1 trunks of ${wanted} that are needed`, trunks >= wanted, term.value);
    if (audit !== undefined)
      step('audit', `An audit found that the circuit ${audit}`, audit === 'passed', worth.value);
    const eligible = failed.length === 0;
    trace.add({
      id: 'effect',
      sentence: !eligible
        ? 'The circuit is not eligible'
        : worth.value.value.effect === 'provisions'
          ? 'The certification is enough: the order is worked, and only an audit undoes it'
          : 'The certification is reviewed before the order is worked',
      out: eligible,
      ...cited(worth.value),
    });
    return ok({
      value: eligible,
      clause: term.value.citation,
      details: { failed, numbersNeeded: needed, trunksNeeded: wanted },
    });
  },
});
