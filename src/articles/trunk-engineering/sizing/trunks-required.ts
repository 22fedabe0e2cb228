import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText } from '../../../agreement/schema.ts';
import { toText } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { MOST_TRUNKS, blockingText, trunksFor } from '../rules/erlang-b.ts';
import { readGrade, readLoad, stated, toCcs } from './load.ts';
import { sizingTerm } from './terms.ts';
import { wholeModules } from './trunk-modules.ts';

/** Decimals of the blocking that is shown; nothing is decided on it. */
const SHOWN = 6;

export const trunksRequired = defineDecision({
  name: 'trunks-required',
  doc: 'Least number of trunks, before modules, that carries a busy-hour load at a grade of service; whole DS1s in the details.',
  facts: Type.Object(
    {
      erlangs: Type.Optional(DecimalText('Load offered in the busy hour, in erlangs')),
      ccs: Type.Optional(DecimalText('The same in hundred call seconds')),
      blocking: Type.Optional(DecimalText('Share of calls that may find all trunks busy, e.g. 0.01')),
      trafficClass: Type.Optional(
        Type.String({ description: 'In its place: the class of the group, e.g. tandem' }),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'integer',
  decide: (facts, view, trace) => {
    const sizing = view.term(sizingTerm);
    if (!sizing.ok) return sizing;
    const load = readLoad(facts, sizing.value, trace);
    const grade = readGrade(facts, view, trace);
    if (!load.ok || !grade.ok)
      return fail(...(load.ok ? [] : load.problems), ...(grade.ok ? [] : grade.problems));
    const trunks = trunksFor(load.value, grade.value);
    if (trunks === undefined)
      return fail({
        id: 'trunks/load',
        field: 'erlangs',
        sentence: `The load needs more than ${MOST_TRUNKS} trunks.`,
        cure: 'Correct the load.',
      });
    const blocking = blockingText(trunks, load.value, SHOWN);
    const fewer =
      trunks === 0 ? '' : `, ${trunks - 1} would block ${blockingText(trunks - 1, load.value, SHOWN)}`;
    trace.add({
      id: 'trunks',
      sentence: `Erlang B: ${trunks} trunks block ${blocking} of the calls${fewer} → ${trunks}`,
      out: trunks,
      ...cited(sizing.value),
    });
    const modules = wholeModules(trunks, sizing.value, trace);
    return ok({
      value: trunks,
      clause: sizing.value.citation,
      details: {
        ...modules,
        ccs: stated(toCcs(load.value), sizing.value),
        erlangs: stated(load.value, sizing.value),
        grade: toText(grade.value),
        blocking,
      },
    });
  },
});
