import { Type } from 'typebox';
import { Code, Percent } from '../../../agreement/schema.ts';
import { defineTable } from '../../../agreement/vocabulary.ts';

export const meetPointRoutesTable = defineTable({
  name: 'meet-point-routes',
  identity: ['route', 'element', 'direction'],
  schema: Type.Object({
    route: Type.String({
      pattern: '^[A-Z0-9]+(-[A-Z0-9]+)+$',
      description: 'End office and tandem of the route, by CLLI, joined by a hyphen',
    }),
    element: Type.String({ description: 'Rate element of the access tariffs that is divided' }),
    direction: Type.Optional(Code(['originating', 'terminating'], 'Empty: both')),
    ilec: Percent('Billing percentage of the incumbent'),
    clec: Percent('Billing percentage of the competitor'),
  }),
  doc: 'Billing percentages of jointly provided switched access, by route and element. Those of the two sides make 100.',
});

/** What was found about traffic that was presumed to be ISP-bound. */
export const rebuttalsTable = defineTable({
  name: 'isp-rebuttals',
  identity: ['direction'],
  schema: Type.Object({
    direction: Type.Optional(
      Code(['ilec-to-clec', 'clec-to-ilec'], 'Whose traffic to whom; empty: both ways'),
    ),
    finding: Code(
      ['presumption-rebutted', 'presumption-stands'],
      'presumption-rebutted: the minutes stay what their calls are',
    ),
    docket: Type.String({ minLength: 2, description: 'Case in which it was found' }),
  }),
  doc: 'Findings of the commission on the presumption, from the date for which relief was given.',
});

export type MeetPointRoute = NonNullable<(typeof meetPointRoutesTable)['type']>;
export type Rebuttal = NonNullable<(typeof rebuttalsTable)['type']>;
export const compensationTables = [meetPointRoutesTable, rebuttalsTable] as const;
