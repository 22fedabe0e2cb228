import type { Expr, RowShape } from '../../../base/expr/ast.ts';
import type { Problem } from '../../../base/problem.ts';
import { PLACEHOLDER } from '../edit-catalogue.ts';
import type { FieldsByForm, UsageRow } from '../../../formats/order-forms/usage.ts';
import { ASR_FORMS } from '../../../formats/order-forms/document.ts';
import type { FormCatalogue } from '../../../formats/order-forms/shipped.ts';
import type { ConditionEdit } from './condition-edits.ts';
import { namesIn } from './expr-names.ts';
import { formShape, rowFields } from './row-fields.ts';
import { isSatisfiable } from './satisfiable.ts';

/**
 * What can be told of edits without a document: those that can never fire, those that say the same, those that contradict each
 * other (no order of some kind passes both), sentences that are not finished.
 */
export function analyseEdits(forms: FormCatalogue, conditions: readonly ConditionEdit[]): Problem[] {
  const rows = rowFields(forms.fields);
  const shape = formShape(rows);
  const usage = forms.usage.flatMap((row) => usageDemand(row, forms.fields));
  const demands = [...conditions.flatMap((edit) => demandOf(edit, forms.fields, rows)), ...usage];
  const edits = [
    ...conditions.filter(({ severity }) => severity !== 'warning').map(({ id, when }) => ({ id, when })),
    ...usage.map(({ place, when }) => ({ id: place.id, when })),
  ];
  return [
    ...conditions.filter(({ when }) => !isSatisfiable(when, shape)).map((edit) => neverFires(edit)),
    ...sameConditions(conditions),
    ...sameUsage(forms.usage),
    ...contradictions(demands, edits, shape),
    ...conditions.filter(isUnfinished).map((edit) => unfinished(edit)),
  ];
}

type Place = Pick<ConditionEdit, 'id' | 'file' | 'line'>;

const problem = (slug: string, { id, file, line }: Place, sentence: string, cure: string): Problem => ({
  id: `edits/${slug}`,
  file,
  line,
  field: id,
  sentence: `${id} ${sentence}`,
  cure,
});

const neverFires = (edit: ConditionEdit): Problem =>
  problem('never-fires', edit, 'can never fire: its condition contradicts itself.', 'Correct it.');

const unfinished = (edit: ConditionEdit): Problem =>
  problem('unfinished', edit, 'has a brace that is no placeholder, or words left open.', 'Finish it.');

const isUnfinished = ({ sentence, cure }: ConditionEdit): boolean =>
  [sentence, cure].some((text) => /[{}]|TODO|TBD|\?\?/.test(text.replace(PLACEHOLDER, '')));

function sameConditions(conditions: readonly ConditionEdit[]): Problem[] {
  const key = ({ form, when }: ConditionEdit): string =>
    `${form} ${JSON.stringify(when, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))}`;
  return [...Map.groupBy(conditions, key).values()].flatMap(([first, ...others]) =>
    others.map((edit) =>
      problem('same-condition', edit, `has the condition of ${first?.id}.`, 'Keep one of them.'),
    ),
  );
}

/** Rows that ask the same of one field of orders of one kind. */
function sameUsage(usage: readonly UsageRow[]): Problem[] {
  const edits = usage.filter(({ edit }) => edit !== '');
  return edits.flatMap((row, index) =>
    edits
      .slice(0, index)
      .filter((other) => isSame(row, other) && row.usage === other.usage && overlap(row, other))
      .map((other) =>
        problem('usage-twice', { ...row, id: row.edit }, `asks what ${other.edit} asks.`, 'Keep one.'),
      ),
  );
}

const isSame = (a: UsageRow, b: UsageRow): boolean => a.form === b.form && a.field === b.field;

const overlap = (a: UsageRow, b: UsageRow): boolean =>
  a.reqtyps.some((one) =>
    b.reqtyps.some((other) => one === '*' || other === '*' || one.startsWith(other) || other.startsWith(one)),
  ) && a.acts.some((one) => b.acts.some((other) => one === '*' || other === '*' || one === other));

/** An edit that wants a field filled, or empty, wherever `rest` holds. */
interface Demand {
  readonly place: Place;
  /** Form and name of the field. */
  readonly of: string;
  readonly filled: boolean;
  readonly rest: Expr;
  /** The whole condition. */
  readonly when: Expr;
}

const TRUE: Expr = { kind: 'constant', value: true };
const and = (...items: readonly Expr[]): Expr => ({ kind: 'and', items: [...items, TRUE] });

/**
 * `… and x is missing` asks that x be filled, `… and x is present` that it be empty. What an edit asks of the order or the record is
 * not cured by a field: only edits over forms alone are taken.
 */
function demandOf(edit: ConditionEdit, fields: FieldsByForm, rows: ReadonlyMap<string, unknown>): Demand[] {
  if (edit.severity === 'warning' || namesIn(edit.when).some((name) => !rows.has(name))) return [];
  const items = edit.when.kind === 'and' ? edit.when.items : [edit.when];
  const own = fields.get(edit.form)?.get(edit.field)?.name;
  const of = `${edit.form.toLowerCase()}_${own}`;
  return items.flatMap((item, index): Demand[] => {
    const isMissing = item.kind === 'missing';
    const inner = item.kind === 'not' && item.item.kind === 'missing' ? item.item : item;
    if (inner.kind !== 'missing' || inner.item.kind !== 'field' || inner.item.name !== of) return [];
    const others = items.filter((_, at) => at !== index);
    // Where the field itself is asked about again, it is not only whether it is filled.
    if (others.flatMap(namesIn).some((name) => name === of || name.startsWith(`${of}_`))) return [];
    return [{ place: edit, of, filled: isMissing, rest: and(...others), when: edit.when }];
  });
}

function usageDemand(row: UsageRow, fields: FieldsByForm): Demand[] {
  const name = fields.get(row.form)?.get(row.field)?.name;
  if (row.edit === '' || name === undefined) return [];
  const page = (ASR_FORMS as readonly string[]).includes(row.form) ? 'asr' : 'lsr';
  const one = (field: string, codes: readonly string[]): Expr =>
    codes.includes('*')
      ? TRUE
      : { kind: 'in', item: { kind: 'field', name: `${page}_${field}` }, values: codes };
  // A request type of two characters is a narrower question than this asks: it is left to the vectors.
  if (row.reqtyps.some((code) => code !== '*' && code.length > 1)) return [];
  const rest = and(one('reqtyp_1', row.reqtyps), one('act', row.acts));
  const of = `${row.form.toLowerCase()}_${name}`;
  const filled = row.usage === 'R';
  const missing: Expr = { kind: 'missing', item: { kind: 'field', name: of } };
  const when = and(rest, filled ? missing : { kind: 'not', item: missing });
  return [{ place: { id: row.edit, file: row.file, line: row.line }, of, filled, rest, when }];
}

/**
 * Pairs of which one wants a field filled and the other wants it empty, of one order that no other edit rejects for what it is
 * otherwise.
 */
function contradictions(
  demands: readonly Demand[],
  edits: readonly { readonly id: string; readonly when: Expr }[],
  shape: RowShape,
): Problem[] {
  const contradict = (one: Demand, other: Demand): boolean => {
    const both = and(one.rest, other.rest);
    if (!isSatisfiable(both, shape)) return false;
    const names = new Set(namesIn(both));
    return !edits.some(
      ({ id, when }) =>
        id !== one.place.id &&
        id !== other.place.id &&
        namesIn(when).every((name) => names.has(name)) &&
        !isSatisfiable(and(both, { kind: 'not', item: when }), shape),
    );
  };
  return [...Map.groupBy(demands, ({ of }) => of).values()].flatMap((ofField) => {
    const empty = ofField.filter(({ filled }) => !filled);
    return ofField
      .filter(({ filled }) => filled)
      .flatMap((one) =>
        empty
          .filter((other) => contradict(one, other))
          .map((other) =>
            problem(
              'contradiction',
              other.place,
              `wants ${one.of} empty where ${one.place.id} wants it filled.`,
              'Part the orders that they are about.',
            ),
          ),
      );
  });
}
