import { Type } from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { fail, ok } from '../../base/result.ts';
import { ds1EquivalentTerm } from './terms.ts';

/** How many DS1s a number of channels, or an offered busy-hour load, is worth. */
export const ds1Equivalents = defineDecision({
  name: 'ds1-equivalents',
  doc: 'DS1 equivalents of DS0 channels or of busy-hour traffic in hundred call seconds.',
  facts: Type.Object(
    {
      ds0: Type.Optional(Type.Integer({ minimum: 0, description: 'DS0 channels' })),
      busyHourCcs: Type.Optional(
        Type.Integer({ minimum: 0, description: 'Hundred call seconds offered in the busy hour' }),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'integer',
  decide: ({ ds0, busyHourCcs }, view, trace) => {
    if (ds0 === undefined && busyHourCcs === undefined)
      return fail({
        id: 'definitions/no-quantity',
        field: 'ds0',
        sentence: 'Neither channels nor busy-hour traffic are given.',
        cure: 'Give ds0, busyHourCcs or both.',
      });
    const term = view.term(ds1EquivalentTerm);
    if (!term.ok) return term;
    const { channels, busyHourCcs: ccs, partial } = term.value.value;
    const count = (id: string, given: number | undefined, per: number, unit: string): number => {
      if (given === undefined) return 0;
      const out = partial === 'dropped' ? Math.floor(given / per) : Math.ceil(given / per);
      trace.add({
        id,
        sentence: `${given} ${unit} by ${per}, a part ${partial} → ${out}`,
        out,
        ...cited(term.value),
      });
      return out;
    };
    const byChannels = count('channels', ds0, channels, 'DS0 channels');
    const byTraffic = count('traffic', busyHourCcs, ccs, 'busy-hour CCS');
    const value = Math.max(byChannels, byTraffic);
    if (ds0 !== undefined && busyHourCcs !== undefined)
      trace.add({
        id: 'greater',
        sentence: `The greater of ${byChannels} and ${byTraffic}`,
        out: value,
        ...cited(term.value),
      });
    return ok({ value, clause: term.value.citation });
  },
});
