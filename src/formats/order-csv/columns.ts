import { didYouMean } from '../../base/nearest.ts';
import type { Problem } from '../../base/problem.ts';
import { ASR_FORMS, LSR_FORMS } from '../order-forms/document.ts';
import type { FormCode } from '../order-forms/document.ts';
import type { FormField } from '../order-forms/fields.ts';
import type { FieldsByForm } from '../order-forms/usage.ts';
import { elementName } from '../order-xml/names.ts';

/** Words that people write instead of a field's name; capitals, blanks and signs do not count. */
export const ALIASES: Readonly<Record<string, string>> = {
  PON: 'LSR.PON',
  'Order number': 'LSR.PON',
  'Purchase order number': 'LSR.PON',
  VER: 'LSR.VER',
  Version: 'LSR.VER',
  CCNA: 'LSR.CCNA',
  Orderer: 'LSR.CCNA',
  REQTYP: 'LSR.REQTYP',
  'Request type': 'LSR.REQTYP',
  ACT: 'LSR.ACT',
  Activity: 'LSR.ACT',
  SUP: 'LSR.SUP',
  Supplement: 'LSR.SUP',
  DDD: 'LSR.DDD',
  'Due date': 'LSR.DDD',
  'Desired due date': 'LSR.DDD',
  'Date and time sent': 'LSR.D/TSENT',
  'Account number': 'LSR.AN',
  Office: 'LSR.ACTL',
  Project: 'LSR.PROJECT',
  'End user': 'EU.NAME',
  'House number': 'EU.SANO',
  'Service street': 'EU.SASN',
  'Service city': 'EU.CITY',
  'Service state': 'EU.STATE',
  'Service ZIP': 'EU.ZIP',
  'Loop number': 'LS.LNUM',
  'Loop facility': 'LS.CFA',
  'Loop circuit': 'LS.ECCKT',
  'Ported number': 'NP.PORTEDNBR',
};

/** A column of a sheet: a field of a form, or one that only people read. */
export type Column = { readonly form: FormCode; readonly field: FormField } | { readonly ignored: true };

/** Columns that a result has, and that a mended file brings back. */
export const RESULT_PREFIX = 'result.';
const CODES: readonly FormCode[] = [...LSR_FORMS, ...ASR_FORMS];
const MOST_COLUMNS = 1000;
const LONGEST_SHOWN = 60;

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Which field each cell of the header names; all that is wrong with it comes back together. */
export function readColumns(
  header: readonly string[],
  line: number,
  fields: FieldsByForm,
): { columns: Column[]; problems: Problem[] } {
  const problems: Problem[] = [];
  if (header.length > MOST_COLUMNS) {
    problems.push(
      headerProblem(line, '', `The header has ${header.length} columns.`, 'No order has so many fields.'),
    );
    return { columns: [], problems };
  }
  const names = namesOf(fields);
  const seen = new Map<string, string>();
  const columns = header.map((name): Column => {
    if (name.trim() === '' || name.toLowerCase().startsWith(RESULT_PREFIX)) return { ignored: true };
    const found = names.get(bare(name)) ?? [];
    const [one] = found;
    if (one === undefined) {
      problems.push(
        headerProblem(
          line,
          shown(name),
          `There is no column "${shown(name)}".`,
          `${didYouMean(
            shown(name),
            [...names.values()].map(([first]) => (first ? title(first) : '')),
          )}Write form and field, such as LSR.PON or LS.CFA.`,
        ),
      );
      return { ignored: true };
    }
    if (found.length > 1) {
      const choices = found.map(title).join(', ');
      problems.push(
        headerProblem(
          line,
          shown(name),
          `"${shown(name)}" may be ${choices}.`,
          'Write which one, with its form.',
        ),
      );
      return { ignored: true };
    }
    const before = seen.get(title(one));
    if (before !== undefined)
      problems.push(
        headerProblem(
          line,
          shown(name),
          `"${shown(name)}" and "${shown(before)}" are the same field.`,
          'Leave one of them out.',
        ),
      );
    seen.set(title(one), name);
    return one;
  });
  const known = columns.filter((column) => 'field' in column);
  if (known.length > 0 && !known.some((column) => 'field' in column && column.field.field === 'PON'))
    problems.push(
      headerProblem(line, 'PON', 'No column holds the order number.', 'Add a column LSR.PON, or ASR.PON.'),
    );
  if (known.length === 0 && problems.length === 0)
    problems.push(
      headerProblem(
        line,
        'header',
        'The first row names no field.',
        'Begin with a row of names such as LSR.PON, LSR.VER, LS.CFA.',
      ),
    );
  return { columns, problems };
}

interface Named {
  readonly form: FormCode;
  readonly field: FormField;
}
const title = ({ form, field }: Named): string => `${form}.${field.field}`;

const kept = new WeakMap<FieldsByForm, ReadonlyMap<string, readonly Named[]>>();

/** Every way to name a field, without capitals and signs: with its form, alone where one form has it, by another word. */
function namesOf(fields: FieldsByForm): ReadonlyMap<string, readonly Named[]> {
  const there = kept.get(fields);
  if (there) return there;
  const names = new Map<string, Named[]>();
  for (const form of CODES)
    for (const field of fields.get(form)?.values() ?? []) {
      names.set(bare(title({ form, field })), [{ form, field }]);
      names.set(bare(`${form}.${elementName(field.field)}`), [{ form, field }]);
    }
  const alone = new Map<string, Named[]>();
  for (const form of LSR_FORMS)
    for (const field of fields.get(form)?.values() ?? [])
      alone.set(bare(field.field), [...(alone.get(bare(field.field)) ?? []), { form, field }]);
  for (const [name, found] of alone) if (!names.has(name)) names.set(name, found);
  for (const [words, full] of Object.entries(ALIASES)) {
    const [form = '', name = ''] = full.split('.');
    const field = fields.get(form as FormCode)?.get(name);
    if (field) names.set(bare(words), [{ form: form as FormCode, field }]);
  }
  kept.set(fields, names);
  return names;
}

const headerProblem = (line: number, field: string, sentence: string, cure: string): Problem => ({
  id: 'order-csv/header',
  line,
  field,
  sentence,
  cure,
});

const shown = (text: string): string =>
  text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
