import { Button } from '@mantine/core';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import type { FailedEdit, FormField } from '../../../src/gateways/http-api/shapes/order-entry.ts';
import { cellsOf, withCells, withLines, withoutLine } from '../order-document.ts';
import type { OrderDocument } from '../order-document.ts';
import { UsageMark, fieldId, placeOf, upper } from './order-field.tsx';
import { FormLegend, isShown, usageIn } from './order-section.tsx';
import type { FormProps } from './order-section.tsx';
import { TableFrame } from './page.tsx';

interface Props extends FormProps {
  readonly onChange: (change: (was: OrderDocument) => OrderDocument) => void;
}

/** A form with one section a line, as a table: a block of cells of a spreadsheet can be put into it. */
export function OrderLines({ forms, form, document, edits, isWhole, onSet, onChange }: Props) {
  const name = form.form;
  const usage = usageIn(forms, name, document);
  const lines = document[name] ?? [];
  const columns = form.fields.filter((field) =>
    isShown(usage(field.field), {
      isWhole,
      isFilled: lines.some((line) => (line[field.field] ?? '') !== ''),
      isWrong: lines.some((_, index) => edits.has(placeOf(name, index + 1, field.field))),
    }),
  );
  const names = columns.map(({ field }) => field);
  const add = (count: number): void => onChange((was) => withLines(was, name, count));
  const move = (event: KeyboardEvent<HTMLElement>, section: number, field: string): void => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const isSelect = event.currentTarget instanceof HTMLSelectElement;
    const by =
      event.key === 'Enter' || (event.key === 'ArrowDown' && !isSelect)
        ? 1
        : event.key === 'ArrowUp' && !isSelect
          ? -1
          : 0;
    if (by === 0 || !isPlain) return;
    event.preventDefault();
    if (event.key === 'Enter' && section === lines.length) add(1);
    requestAnimationFrame(() => window.document.getElementById(fieldId(name, section + by, field))?.focus());
  };
  const paste = (event: ClipboardEvent, section: number, field: string): void => {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    onChange((was) => withCells(was, name, { section: section - 1, field }, names, cellsOf(text)));
  };
  return (
    <fieldset className="order-form">
      <FormLegend form={form} hidden={form.fields.length - columns.length} />
      <TableFrame label={`Lines of ${form.title}`}>
        <table className="table order-lines">
          <caption className="visually-hidden">Lines of {form.title}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Line</span>
              </th>
              {columns.map((field) => (
                <th key={field.field} scope="col" title={`${field.title}. ${field.note}`}>
                  {field.field} <UsageMark of={usage(field.field)} />
                  <span className="under">{field.title}</span>
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => {
              const section = index + 1;
              const own = names.flatMap((field) => edits.get(placeOf(name, section, field)) ?? []);
              const cells = columns.map((field) => (
                <td key={field.field}>
                  <Cell
                    name={name}
                    section={section}
                    field={field}
                    value={line[field.field] ?? ''}
                    edits={edits.get(placeOf(name, section, field.field)) ?? []}
                    onSet={(value) => onSet(name, index, field.field, value)}
                    onMove={(event) => move(event, section, field.field)}
                    onPaste={(event) => paste(event, section, field.field)}
                  />
                </td>
              ));
              return [
                <tr key={section}>
                  <th scope="row" className="dim">
                    {section}
                  </th>
                  {cells}
                  <td>
                    <button
                      type="button"
                      className="line-remove"
                      aria-label={`Remove line ${section}`}
                      onClick={() => onChange((was) => withoutLine(was, name, index))}
                    >
                      ×
                    </button>
                  </td>
                </tr>,
                own.length === 0 ? null : (
                  <tr key={`${section} edits`} className="line-edits">
                    <td />
                    <td colSpan={columns.length + 1}>
                      {own.map((edit) => (
                        <span key={edit.id + (edit.field ?? '')} className={`edit-${edit.severity}`}>
                          <b>{edit.field}</b>: {edit.sentence}{' '}
                        </span>
                      ))}
                    </td>
                  </tr>
                ),
              ];
            })}
          </tbody>
        </table>
      </TableFrame>
      <p className="order-more">
        <Button variant="default" size="xs" onClick={() => add(1)}>
          Add a line
        </Button>
        <Button variant="default" size="xs" onClick={() => add(10)}>
          Add 10
        </Button>
        <span className="note">
          {lines.length} {lines.length === 1 ? 'line' : 'lines'}. Paste cells of a spreadsheet into a field:
          they fill it and those to the right and below.
        </span>
      </p>
    </fieldset>
  );
}

interface CellProps {
  readonly name: string;
  readonly section: number;
  readonly field: FormField;
  readonly value: string;
  readonly edits: readonly FailedEdit[];
  readonly onSet: (value: string) => void;
  readonly onMove: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
}

function Cell({ name, section, field, value, edits, onSet, onMove, onPaste }: CellProps) {
  const common = {
    id: fieldId(name, section, field.field),
    'aria-label': `${field.field} of line ${section}`,
    'aria-invalid': edits.length > 0,
    value,
    onKeyDown: onMove,
    className: 'cell-input',
  };
  if (field.values.length > 0) {
    const known = value === '' || field.values.includes(value) ? field.values : [value, ...field.values];
    return (
      <select {...common} onChange={(event) => onSet(event.currentTarget.value)}>
        {['', ...known].map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...common}
      autoComplete="off"
      spellCheck={false}
      size={Math.min(Math.max(field.max ?? 18, 4), 18)}
      {...(field.max === null ? {} : { maxLength: field.max })}
      onChange={(event) => onSet(upper(field, event.currentTarget.value))}
      onPaste={onPaste}
    />
  );
}
