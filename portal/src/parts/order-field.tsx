import { NativeSelect, TextInput } from '@mantine/core';
import type { FailedEdit, FormField } from '../../../src/gateways/http-api/shapes/order-entry.ts';
import { isoDate, tradeDate } from '../order-document.ts';
import type { Usage } from '../order-document.ts';

export interface FieldProps {
  readonly form: string;
  /** From 1. */
  readonly section: number;
  readonly field: FormField;
  readonly usage: Usage | undefined;
  readonly value: string;
  readonly edits: readonly FailedEdit[];
  readonly onSet: (value: string) => void;
}

/** Id of the input of a field. */
export const fieldId = (form: string, section: number, field: string): string =>
  `field-${form}-${section}-${field.replaceAll(/[^A-Za-z0-9]/g, '_')}`;

/** Id of the list of offices that fields for one offer. */
export const OFFICES = 'order-offices';

/** Edits of a place on the forms: `LS 2 CFA`. */
export type EditsAt = ReadonlyMap<string, readonly FailedEdit[]>;
export const placeOf = (form: string, section: number, field: string): string =>
  `${form} ${section} ${field}`;

interface Place {
  readonly form: string;
  readonly section: number;
  readonly field: string;
}

/** Where an edit over the order as a whole has its place on the forms: the first field of what it speaks of. */
const PLACES: Readonly<Record<string, Pick<Place, 'form' | 'field'>>> = {
  'EU EU NAME': { form: 'EU', field: 'NAME' },
  'EU EU ADDRESS': { form: 'EU', field: 'SANO' },
  'LS PRODUCT': { form: 'LSR', field: 'NC' },
  'LS QUANTITY': { form: 'LS', field: 'LNUM' },
};

/** The field of a form that an edit is about. */
export const placeOfEdit = ({ form, section, field = '' }: FailedEdit): Place => ({
  form,
  section,
  field,
  ...PLACES[`${form} ${field}`],
});

/** Puts the focus into the field that an edit is about; false where the page does not show it. */
export function focusField(edit: FailedEdit): boolean {
  const { form, section, field } = placeOfEdit(edit);
  const input = window.document.getElementById(fieldId(form, section, field));
  input?.focus();
  return input !== null;
}

/** A field by its trade name, with its mark, its title, its entries, and what stands against it. */
export function OrderField({ form, section, field, usage, value, edits, onSet }: FieldProps) {
  const label = (
    <>
      {field.field} <UsageMark of={usage} />
    </>
  );
  const worst = edits.some(({ severity }) => severity !== 'warning');
  const common = {
    id: fieldId(form, section, field.field),
    label,
    description: field.title,
    value,
    'aria-required': usage === 'R',
    title: [field.note, `Source: ${field.source} (${field.provenance})`]
      .filter((text) => text !== '')
      .join(' '),
    className: 'order-field',
    ...(edits.length === 0 ? {} : { error: told(edits), 'data-warning': worst ? undefined : true }),
  };
  if (field.values.length > 0) {
    const known = value === '' || field.values.includes(value) ? field.values : [value, ...field.values];
    return (
      <NativeSelect
        {...common}
        onChange={(event) => onSet(event.currentTarget.value)}
        data={['', ...known]}
      />
    );
  }
  const isDate = field.type === 'date' && (value === '' || isoDate(value) !== '');
  return (
    <TextInput
      {...common}
      autoComplete="off"
      spellCheck={false}
      {...(isDate
        ? {
            type: 'date',
            value: isoDate(value),
            onChange: (event) => {
              const to = event.currentTarget.value;
              onSet(to === '' ? '' : tradeDate(to));
            },
          }
        : {
            onChange: (event) => onSet(upper(field, event.currentTarget.value)),
            ...(field.max === null ? {} : { maxLength: field.max }),
            ...(field.type === 'clli' ? { list: OFFICES } : {}),
            ...(field.type === 'datetime' ? { placeholder: 'MM-DD-CCYY-HHMMAM' } : {}),
          })}
    />
  );
}

/** The first of what stands against it, and how much more there is: all of it stands in the list. */
const told = ([first, ...more]: readonly FailedEdit[]): string =>
  `${first?.sentence ?? ''}${more.length === 0 ? '' : ` And ${more.length} more.`}`;

/** Orders are written in capitals; remarks as one likes. */
export const upper = (field: FormField, value: string): string =>
  field.type === 'text' ? value : value.toUpperCase();

const MEANINGS: Readonly<Record<Usage, string>> = {
  R: 'Required',
  C: 'Conditional',
  P: 'Prohibited',
  O: 'Optional',
};

export function UsageMark({ of }: { of: Usage | undefined }) {
  if (of === undefined || of === 'O') return null;
  return (
    <abbr className={`usage usage-${of}`} title={MEANINGS[of]}>
      {of}
    </abbr>
  );
}
