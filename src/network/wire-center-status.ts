import { Type } from 'typebox';
import type { AgreementView, TableRow } from '../agreement/agreement.ts';
import { Code } from '../agreement/schema.ts';
import { defineTable } from '../agreement/vocabulary.ts';

const YES_NO = ['yes', 'no'] as const;
const Listed = (description: string) => Type.Optional(Code(YES_NO, description));

/**
 * What is listed of each wire center, by date: the counts that decide which high-capacity elements must be unbundled there, and
 * what it is to the law. An order is tested against the list of its own day.
 */
export const wireCenterStatusTable = defineTable({
  name: 'wire-center-status',
  identity: ['clli'],
  schema: Type.Object({
    clli: Type.String({
      pattern: '^[A-Z0-9]{8}$',
      description: 'CLLI of the wire center, as in wire-centers.csv',
    }),
    business_lines: Type.Integer({ minimum: 0, description: 'Business lines, as counted for the list' }),
    collocators: Type.Integer({
      minimum: 0,
      description: 'Fiber-based collocators, as counted for the list',
    }),
    tandem_only: Listed('A tandem without lines where competitors can reach aggregated traffic; default no'),
    tier: Type.Integer({ minimum: 1, maximum: 3, description: 'Tier, which a wire center never loses' }),
    ds1_loops: Code(['unbundled', 'ended'], 'Whether DS1 loops must be unbundled by its counts'),
    ds3_loops: Code(['unbundled', 'ended'], 'Whether DS3 loops must be unbundled by its counts'),
    contested: Listed('Whether the competitor contests this row; default no'),
    urbanized: Type.Optional(
      Code(['yes', 'part', 'no'], 'Whether its census blocks are urbanized: all of them, some, none'),
    ),
    competitive: Listed('Whether its county or study area counts as competitive for high-capacity loops'),
    fiber_nearby: Listed('Whether it is on the list of wire centers near competitive fiber'),
  }),
  doc: 'Business lines, fiber-based collocators, tier and legal standing of wire centers, one row for each span of days.',
});
export type WireCenterStatus = NonNullable<(typeof wireCenterStatusTable)['type']>;

/** The row of a wire center in force; undefined where the list does not have it. */
export const statusOf = (view: AgreementView, clli: string): TableRow<WireCenterStatus> | undefined =>
  view.rows(wireCenterStatusTable).find(({ value }) => value.clli === clli);
