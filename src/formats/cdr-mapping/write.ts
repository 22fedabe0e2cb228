import { stringify } from 'csv-stringify/sync';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { columnsOf } from './call.ts';
import type { MappedCall } from './record.ts';
import type { CdrMapping, DurationRule, TextRule, TimeRule, YesNoRule } from './schema.ts';
import { writeTime } from './write-time.ts';

/** The cell that a column gets, or what of the call the column cannot say. */
type Cell = { readonly column: string; readonly text: string } | { readonly unsaid: string };

/**
 * A whole file by a mapping, in its encoding: a header where it has one, and one line a call. What a call has and the mapping's columns cannot say
 * exactly (milliseconds in a column of whole seconds, a word that nothing translates to) is a problem, never rounded.
 */
export function writeMapped(mapping: CdrMapping, calls: readonly MappedCall[]): Result<Buffer> {
  const columns = mapping.rows.header ? columnsOf(mapping) : (mapping.rows.columns ?? []);
  const problems: Problem[] = [];
  if (columns.length === 0)
    problems.push(
      unwritable(
        'rows.columns',
        'A file without header can be written only where the mapping lists its columns.',
      ),
    );
  const rows = calls.map((call, index) => {
    const row = new Map<string, string>();
    const put = (cell: Cell): void => {
      if ('unsaid' in cell) problems.push(unwritable(`call ${index + 1}`, cell.unsaid));
      else if ((row.get(cell.column) ?? cell.text) === cell.text) row.set(cell.column, cell.text);
      else
        problems.push(unwritable(`call ${index + 1}`, `Column ${cell.column} would have to say two things.`));
    };
    cellsOf(mapping, call).forEach(put);
    yesNoCell('answered', mapping.answered, call.answered, row).forEach(put);
    yesNoCell('voip', mapping.fields.voip, call.voip, row).forEach(put);
    const cells = columns.map((column) => row.get(column) ?? '');
    const fault = cells.map((cell) => unsayable(cell, mapping.rows)).find((found) => found !== undefined);
    if (fault !== undefined) problems.push(unwritable(`call ${index + 1}`, fault));
    return cells;
  });
  if (problems.length > 0) return fail(...problems);
  const { delimiter, header, quotes, encoding } = mapping.rows;
  const text = stringify(header ? [columns, ...rows] : rows, {
    delimiter: delimiter === 'tab' ? '\t' : delimiter,
    quote: quotes === 'none' ? false : '"',
  });
  return ok(Buffer.from(text, encoding === 'latin-1' ? 'latin1' : 'utf8'));
}

/** What of a cell the file cannot hold, so that it would be read otherwise. */
function unsayable(cell: string, { quotes, delimiter, encoding }: CdrMapping['rows']): string | undefined {
  if (quotes === 'none' && cell.includes(delimiter === 'tab' ? '\t' : delimiter))
    return 'A cell holds the delimiter, and the file has no quotes.';
  if (/[\p{Cc}\uFEFF]/u.test(cell)) return 'A cell holds a control character.';
  return encoding === 'latin-1' && /[^\0-\u00FF]/u.test(cell)
    ? 'A cell holds a character that is not of Latin-1.'
    : undefined;
}

const unwritable = (field: string, sentence: string): Problem => ({
  id: 'cdr-mapping/not-writable',
  field,
  sentence,
  cure: 'Choose a mapping whose columns can say it.',
});

function cellsOf(mapping: CdrMapping, call: MappedCall): Cell[] {
  const { calls, times, fields } = mapping;
  const kind = calls?.are[0];
  return [
    ...(calls && kind !== undefined ? [{ column: calls.column, text: kind }] : []),
    ...timeCells(times, call),
    ...durationCell('conversation', mapping.conversation, call.conversationMs),
    ...durationCell('elapsed', mapping.elapsed, call.elapsedMs),
    ...numberCell(fields.from_number?.column, call.fromNumber),
    ...numberCell(fields.to_number.column, call.toNumber ?? call.dialled),
    ...numberCell(fields.dialled?.column, call.dialled),
    ...numberCell(fields.charge_number?.column, call.chargeNumber),
    ...(fields.lrn?.parameter === undefined
      ? numberCell(fields.lrn?.column, call.lrn)
      : call.lrn === undefined
        ? []
        : [{ unsaid: `The parameter ${fields.lrn.parameter} of a URI is read and not written.` }]),
    ...textCell('record_type', fields.record_type, call.recordType),
    ...textCell('trunk_group', fields.trunk_group, call.trunkGroup),
    ...textCell('jip', fields.jip, call.jip?.toString()),
    ...textCell('oli', fields.oli, call.oli),
    ...textCell('cic', fields.cic, call.cic),
    ...textCell('sequence', fields.sequence, call.sequence?.toString()),
    ...textCell('recording_switch', fields.recording_switch, call.recordingSwitch),
    ...textCell('recorded_by', fields.recorded_by, call.recordedBy),
    ...textCell('originating_ocn', fields.originating_ocn, call.originatingOcn),
    ...textCell('terminating_ocn', fields.terminating_ocn, call.terminatingOcn),
    ...textCell('release_code', fields.release_code, call.releaseCode),
    ...textCell('record_id', fields.record_id, call.recordId),
  ];
}

/** The call says connect, conversation and elapsed time; start and end follow from them. */
function timeCells(times: CdrMapping['times'], call: MappedCall): Cell[] {
  const cell = (rule: TimeRule | undefined, shiftMs: number): Cell[] => {
    if (!rule) return [];
    const text = writeTime(rule.form ?? times.form, times.zone, call, shiftMs);
    return text === undefined
      ? [{ unsaid: `The time cannot be said as ${rule.form ?? times.form} in zone ${times.zone}.` }]
      : [{ column: rule.column, text }];
  };
  const endMs = call.answered ? call.conversationMs : (call.elapsedMs ?? 0);
  // An elapsed time that is a little short, as a reader allows, does not put the start after the answer.
  const ring = call.answered ? Math.min(0, call.conversationMs - (call.elapsedMs ?? call.conversationMs)) : 0;
  return [
    ...cell(times.start, ring),
    ...(call.answered || !times.start ? cell(times.answer, 0) : []),
    ...cell(times.end, endMs),
  ];
}

function durationCell(field: string, rule: DurationRule | undefined, ms: number | undefined): Cell[] {
  if (!rule || rule.column === undefined || ms === undefined) return [];
  const { column, unit } = rule;
  if (unit === 'ms') return [{ column, text: String(ms) }];
  const fraction = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`;
  const seconds = Math.floor(ms / 1000);
  if (unit === 's') return [{ column, text: `${seconds}${fraction}` }];
  const two = (value: number): string => String(value).padStart(2, '0');
  return unit === 'hh:mm:ss'
    ? [
        {
          column,
          text: `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`,
        },
      ]
    : [{ unsaid: `${field} has no unit that can be written.` }];
}

const numberCell = (column: string | undefined, value: number | undefined): Cell[] =>
  column === undefined || value === undefined ? [] : [{ column, text: String(value) }];

function textCell(field: string, rule: TextRule | undefined, text: string | undefined): Cell[] {
  if (!rule || text === undefined) return [];
  if (rule.column === undefined)
    return rule.constant === text
      ? []
      : [{ unsaid: `${field} is ${text}, and the mapping says ${rule.constant ?? ''} for all.` }];
  if (rule.parameter !== undefined)
    return [{ unsaid: `The parameter ${rule.parameter} of a URI is read and not written.` }];
  const theirs = rule.translate
    ? Object.entries(rule.translate).find(([, ours]) => ours === text)?.[0]
    : text;
  return theirs === undefined
    ? [{ unsaid: `No word of ${rule.column} means ${text}.` }]
    : [{ column: rule.column, text: `${rule.after ?? ''}${theirs}${rule.before ?? ''}` }];
}

/** A column may say yes or no by what another field has put there, a release code for example. */
function yesNoCell(
  field: string,
  rule: YesNoRule | undefined,
  value: boolean | undefined,
  row: ReadonlyMap<string, string>,
): Cell[] {
  if (!rule || value === undefined) return [];
  if (rule.column === undefined)
    return rule.always === value
      ? []
      : [{ unsaid: `${field} is the same for all, and not so for this call.` }];
  const [yes, no] = [rule.yes ?? [], rule.no];
  const text = row.get(rule.column) ?? (value ? yes[0] : (no?.[0] ?? '')) ?? '';
  const says = yes.includes(text) || (no && !no.includes(text) ? undefined : false);
  return says === value
    ? [{ column: rule.column, text }]
    : [{ unsaid: `No cell of ${rule.column} says ${value ? 'yes' : 'no'}.` }];
}
