import { parseExpr } from '../../base/expr/parse.ts';
import { unwrap } from '../../base/result.ts';
import type { KeyField } from '../terms.ts';
import type { PlanInput } from './build.ts';
import type { PlanMatch } from './types.ts';

/** Names of the tables that matches make. */
export const DUPLICATE = 'duplicate';
export const DUPLICATE_OVER_MONTH = 'duplicate_over_month';
export const OTHER_POINT = 'other_point';

const CONNECT_DAY = 'connect_day';

const COLUMN: Readonly<Record<KeyField, string>> = {
  'connect-date': CONNECT_DAY,
  'connect-time': 'connect_time',
  'from-number': 'from_number',
  'to-number': 'to_number',
  'trunk-group': 'trunk_group',
  'conversation-time': 'conversation_ms',
  'routing-number': 'lrn',
  'record-id': 'record_id',
  'recorded-by': 'recorded_by',
};

/** Columns that make two records one. */
export const keyColumns = (fields: readonly KeyField[]): string[] => [
  ...new Set(fields.map((field) => COLUMN[field])),
];

/** Which records are of one call: by the duplicate key, and by the points that recorded it. */
export function matchesOf({ terms, tables }: PlanInput): PlanMatch[] {
  const { duplicateKey, recordingPoints } = terms;
  const { same, orSame } = duplicateKey.value;
  const switches = tables.some(({ name, rows }) => name === 'switch' && rows.length > 0);
  const points = switches ? recordingPoints : undefined;
  const keys = [
    // Records of two switches are two views of a call and no copies of each other, even where they measured the same.
    { fields: [...keyColumns(same), ...(points ? ['recorder'] : [])], complete: false },
    ...(orSame ? [{ fields: keyColumns(orSame), complete: true }] : []),
  ];
  const match = {
    kind: 'key',
    where: unwrap(parseExpr("status = 'record'")),
    clause: duplicateKey.citation,
  } as const;
  const ofDay = keys.filter(({ fields }) => fields.includes(CONNECT_DAY));
  const ofMonth = keys.filter(({ fields }) => !fields.includes(CONNECT_DAY));
  const duplicates: PlanMatch[] = [
    ...(ofDay.length === 0 ? [] : [{ ...match, name: DUPLICATE, keys: ofDay }]),
    ...(ofMonth.length === 0
      ? []
      : [{ ...match, name: DUPLICATE_OVER_MONTH, keys: ofMonth, over: 'month' } as const]),
  ];
  if (!points) return duplicates;
  return [
    ...duplicates,
    {
      kind: 'points',
      name: OTHER_POINT,
      where: unwrap(
        parseExpr(
          `status = 'record' and answered
           ${duplicates.map(({ name }) => `and ${name}(seq).first is missing`).join(' ')} and from_number is present and to_number is present and start_utc_ms is present`,
        ),
      ),
      same: ['from_number', 'to_number'],
      at: 'start_utc_ms',
      point: 'recorder',
      rank: 'point_rank',
      withinMs: points.withinMs,
      clause: points.term.citation,
    },
  ];
}
