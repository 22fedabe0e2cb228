import { cellReader, dialledField, digitsOf, isFault, numberField, textField, yesNoField } from './fields.ts';
import type { FindColumn, Read, Row } from './fields.ts';
import { timing } from './timing.ts';
import type { MappedCall, MappedFault } from './record.ts';
import type { CdrMapping, NumberRule, TextRule } from './schema.ts';

/** What a row is: a call, no call, or unusable and why. */
export type ReadRow =
  { readonly kind: 'record'; readonly call: MappedCall } | { readonly kind: 'passed-over' } | MappedFault;

/** Record type of calls whose mapping names none. */
const CALL = 'cdr';

const TEXTS = {
  recording_switch: 'recordingSwitch',
  recorded_by: 'recordedBy',
  originating_ocn: 'originatingOcn',
  terminating_ocn: 'terminatingOcn',
  release_code: 'releaseCode',
  record_id: 'recordId',
} as const satisfies Partial<Record<keyof CdrMapping['fields'], keyof MappedCall>>;
type TextName = keyof typeof TEXTS;

const NUMBERS = { from_number: 'fromNumber', charge_number: 'chargeNumber', lrn: 'lrn' } as const;
type NumberName = keyof typeof NUMBERS;

/** Columns of a source that a mapping reads, each once. */
export function columnsOf(mapping: CdrMapping): string[] {
  const { start, answer, end } = mapping.times;
  const rules: readonly ({ readonly column?: string; readonly or?: string } | undefined)[] = [
    mapping.calls,
    start,
    answer,
    end,
    mapping.answered,
    mapping.conversation,
    mapping.elapsed,
    ...Object.values(mapping.fields),
  ];
  return [
    ...new Set(rules.flatMap((rule) => [rule?.column, rule?.or]).filter((column) => column !== undefined)),
  ];
}

/** How rows are read whose columns stand where `find` says. */
export function callReader(mapping: CdrMapping, find: FindColumn): (row: Row) => ReadRow {
  const nothing = new Set(['', ...(mapping.rows.nothing ?? [])]);
  const { fields } = mapping;
  const text = (field: string, rule: TextRule | undefined): ((row: Row) => Read<string>) =>
    rule ? textField(field, rule, find, nothing) : () => undefined;
  const number = (field: string, rule: NumberRule) => numberField(field, rule, find, nothing);
  const rowKind = rowKindReader(mapping, find, nothing);
  const toNumber = number('to_number', fields.to_number);
  const numbers = (Object.keys(NUMBERS) as NumberName[]).flatMap((name) => {
    const rule = fields[name];
    return rule ? [{ to: NUMBERS[name], read: number(name, rule) }] : [];
  });
  const texts = (Object.keys(TEXTS) as TextName[]).flatMap((name) => {
    const rule = fields[name];
    return rule ? [{ to: TEXTS[name], read: text(name, rule) }] : [];
  });
  const dialled = fields.dialled && dialledField(fields.dialled, find, nothing);
  const trunkGroup = text('trunk_group', fields.trunk_group);
  const recordType = text('record_type', fields.record_type);
  const codes = codeReader(mapping, text);
  const voip = fields.voip && yesNoField('voip', fields.voip, find, nothing);
  const times = timing(mapping, find, nothing);
  const missing = (field: 'to_number' | 'trunk_group'): MappedFault => ({
    kind: 'damaged',
    reason: 'empty',
    column: (find(fields[field].column ?? '') ?? -1) + 1,
    field,
  });

  return (row) => {
    const kind = rowKind(row);
    if (kind !== undefined) return kind;
    const group = trunkGroup(row);
    if (isFault(group)) return group;
    if (group === undefined) return missing('trunk_group');
    const called = toNumber(row);
    if (isFault(called)) return called;
    if (called === undefined) return missing('to_number');
    const type = recordType(row);
    if (isFault(type)) return type;
    const timed = times(row);
    if (isFault(timed)) return timed;
    const call: { -readonly [K in keyof MappedCall]: MappedCall[K] } = {
      recordType: type ?? CALL,
      trunkGroup: group,
      ...timed,
    };
    if (!called.service) call.toNumber = called.value;
    for (const { to, read } of numbers) {
      const value = read(row);
      if (isFault(value)) return value;
      if (value && !value.service) call[to] = value.value;
    }
    const said = dialled?.(row) ?? (called.service ? called.value : undefined);
    if (said !== undefined && said !== call.toNumber) call.dialled = said;
    for (const { to, read } of texts) {
      const value = read(row);
      if (isFault(value)) return value;
      if (value !== undefined) call[to] = value;
    }
    const overIp = voip?.(row);
    if (isFault(overIp)) return overIp;
    if (overIp !== undefined) call.voip = overIp;
    const coded = codes(row);
    return isFault(coded) ? coded : { kind: 'record', call: { ...call, ...coded } };
  };
}

/** Passed over, rejected for a type that the mapping does not know, or undefined for a call. */
function rowKindReader(
  mapping: CdrMapping,
  find: FindColumn,
  nothing: ReadonlySet<string>,
): (row: Row) => ReadRow | undefined {
  const rule = mapping.calls;
  if (!rule) return () => undefined;
  const cell = cellReader(rule.column, find, nothing);
  const [are, passOver] = [new Set(rule.are), new Set(rule.passOver)];
  return (row) => {
    const text = cell.read(row) ?? '';
    if (are.has(text)) return undefined;
    if (passOver.has(text)) return { kind: 'passed-over' };
    return { kind: 'rejected', reason: 'unknown-row-type', column: cell.index + 1, field: 'calls' };
  };
}

type Codes = Partial<Pick<MappedCall, 'jip' | 'oli' | 'cic' | 'sequence'>>;

/** Short codes of digits; what is none is damaged. */
function codeReader(
  { fields }: CdrMapping,
  text: (field: string, rule: TextRule | undefined) => (row: Row) => Read<string>,
): (row: Row) => Codes | MappedFault {
  const read = {
    jip: text('jip', fields.jip),
    oli: text('oli', fields.oli),
    cic: text('cic', fields.cic),
    sequence: text('sequence', fields.sequence),
  };
  const names = (Object.keys(read) as (keyof typeof read)[]).filter((name) => fields[name] !== undefined);
  return (row) => {
    const codes: { -readonly [K in keyof Codes]: Codes[K] } = {};
    for (const field of names) {
      const value = read[field](row);
      if (isFault(value)) return value;
      if (value === undefined) continue;
      const digits = digitsOf(value, CODE_FORM[field]);
      if (digits === undefined) return { kind: 'damaged', reason: 'not-a-number', column: 0, field };
      if (field === 'jip' || field === 'sequence') codes[field] = Number(digits);
      else codes[field] = field === 'cic' ? digits.padStart(4, '0') : digits.padStart(2, '0');
    }
    return codes;
  };
}

/** JIP as 6 digits, II digits as 2, CIC as 3 or 4 digits, also written globally (RFC 4694), sequence as 32 bits. */
const CODE_FORM = {
  jip: /^(?:\+1)?(\d{6})$/,
  oli: /^(\d{1,2})$/,
  cic: /^(?:\+1-?)?(\d{3,4})$/,
  sequence: /^(\d{1,9})$/,
} as const;
