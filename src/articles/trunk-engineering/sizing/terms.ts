import { Type } from 'typebox';
import { Code, Percent } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

export const sizingTerm = defineTerm(
  'trunks.sizing',
  Type.Object({
    model: Code(['erlang-b'], 'Calls that find all trunks busy are lost or go elsewhere: none waits'),
    module: Type.Integer({ minimum: 1, description: 'Trunks of a DS1, by which a group grows' }),
    decimals: Type.Integer({
      minimum: 4,
      maximum: 9,
      description: 'Decimals to which a load in erlangs or hundred call seconds is stated',
    }),
    rounding: Code(['down', 'half-up'], 'How it is brought to them; trunks are found from what was measured'),
  }),
  'How the trunks of a group are found from the load of its busy hour.',
);

export const gradeTerm = defineTerm(
  'trunks.grade.*',
  Type.Object({ blocking: Percent('Most calls of the busy hour that may find all trunks busy') }),
  'Grade of service by what the far end of a group is to its calls: tandem, end-office, meet-point.',
);

export const busyHourTerm = defineTerm(
  'trunks.busy-hour',
  Type.Object({
    method: Code(
      ['time-consistent', 'bouncing'],
      'The same hour of each day, the one that is highest on average; or the highest hour of each day',
    ),
    days: Code(['business-days', 'all-days'], 'Days of the month that are studied'),
    calendarOf: Code(['ilec', 'clec'], 'Whose business days'),
  }),
  'Which hour of a month says how many trunks a group needs.',
);
