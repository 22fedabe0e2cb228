import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText } from '../../../agreement/schema.ts';
import { decimal, toFixed, toText } from '../../../base/rational.ts';
import { ok } from '../../../base/result.ts';
import { MOST_TRUNKS, loadOf } from '../rules/erlang-b.ts';
import { readGrade, toCcs } from './load.ts';
import { sizingTerm } from './terms.ts';

/** A load is cut, whatever the agreement says of loads that were measured: rounded up it would not be carried. */
export const offeredLoad = defineDecision({
  name: 'offered-load',
  doc: 'Greatest busy-hour load in erlangs that a number of trunks carries at a grade of service; CCS in the details.',
  facts: Type.Object(
    {
      trunks: Type.Integer({ minimum: 0, maximum: MOST_TRUNKS }),
      blocking: Type.Optional(DecimalText('Share of calls that may find all trunks busy, e.g. 0.01')),
      trafficClass: Type.Optional(
        Type.String({ description: 'In its place: the class of the group, e.g. tandem' }),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  decide: ({ trunks, ...facts }, view, trace) => {
    const sizing = view.term(sizingTerm);
    if (!sizing.ok) return sizing;
    const grade = readGrade(facts, view, trace);
    if (!grade.ok) return grade;
    const { decimals, module } = sizing.value.value;
    const load = loadOf(trunks, grade.value, decimals);
    const value = toFixed(load, decimals, 'down');
    trace.add({
      id: 'load',
      sentence: `Erlang B: ${trunks} trunks block no more than ${toText(grade.value)} of ${value} erlangs, cut after ${decimals} decimals`,
      out: value,
      ...cited(sizing.value),
    });
    const ccs = toText(toCcs(decimal(value)));
    trace.add({ id: 'ccs', sentence: `${value} erlangs × 36 → ${ccs} CCS`, out: ccs });
    return ok({
      value,
      clause: sizing.value.citation,
      details: { ccs, ds1s: Math.floor(trunks / module), grade: toText(grade.value) },
    });
  },
});
