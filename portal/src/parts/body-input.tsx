import { Button, Checkbox, NativeSelect, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { BodyField, LeafField, RowsField } from '../body-fields.ts';
import { words } from '../format.ts';

interface Props<F extends BodyField> {
  readonly field: F;
  /** Whether everything around it is needed: what is needed within something that is not, is not. */
  readonly isNeeded: boolean;
  /** What the server said of a field, by its path. */
  readonly errors: ReadonlyMap<string, string>;
  /** What fields hold at first, by their paths. */
  readonly defaults?: ReadonlyMap<string, string>;
  /** What a field may be, with names for people, by its path: where the shape of the body does not say it. */
  readonly choices?: ReadonlyMap<string, readonly Choice[]>;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The inputs for a field of an event, with those within it. */
export function BodyInput({ field, isNeeded, ...about }: Props<BodyField>) {
  const needed = isNeeded && field.isRequired;
  if (field.kind === 'rows') return <Rows {...about} field={field} isNeeded={needed} />;
  if (field.kind !== 'group') return <LeafInput {...about} field={field} isNeeded={isNeeded} />;
  return (
    <fieldset className="body-group wide">
      <legend>{words(field.name)}</legend>
      {field.fields.map((inner) => (
        <BodyInput {...about} key={inner.path} field={inner} isNeeded={needed} />
      ))}
    </fieldset>
  );
}

/** A list of things: a row of inputs each, one more on demand. */
function Rows({ field, isNeeded, ...about }: Props<RowsField>) {
  const [count, setCount] = useState(1);
  const name = words(field.name);
  return (
    <fieldset className="body-group wide">
      <legend>{name}</legend>
      {field.description === '' ? null : <p className="note wide">{field.description}</p>}
      <input type="hidden" name={`${field.path}#`} value={count} />
      {Array.from({ length: count }, (_, index) => (
        <fieldset key={index} className="body-row wide">
          <legend className="visually-hidden">
            {name}, {index + 1}
          </legend>
          {field.row(index).map((inner) => (
            <BodyInput {...about} key={inner.path} field={inner} isNeeded={isNeeded} />
          ))}
        </fieldset>
      ))}
      <div className="wide">
        <Button type="button" variant="default" size="xs" onClick={() => setCount(count + 1)}>
          One more
        </Button>{' '}
        {count > 1 ? (
          <Button type="button" variant="default" size="xs" onClick={() => setCount(count - 1)}>
            Remove the last
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}

function LeafInput({ field, isNeeded, errors, defaults, choices }: Props<LeafField>) {
  const required = isNeeded && field.isRequired;
  const error = errors.get(field.path);
  const first = defaults?.get(field.path);
  const chosen = choices?.get(field.path);
  const common = {
    label: words(field.name),
    name: field.path,
    ...(field.description === '' ? {} : { description: field.description }),
    ...(error === undefined ? {} : { error }),
    ...(first === undefined ? {} : { defaultValue: first }),
  };
  if (chosen !== undefined)
    return (
      <NativeSelect
        {...common}
        required={required}
        data={[{ value: '', label: required ? 'Choose' : '' }, ...chosen]}
      />
    );
  switch (field.kind) {
    case 'code':
      return (
        <NativeSelect
          {...common}
          required={required}
          data={[
            { value: '', label: required ? 'Choose' : '' },
            ...field.codes.map((value) => ({ value, label: words(value) })),
          ]}
        />
      );
    case 'boolean':
      return (
        <Checkbox
          {...common}
          {...(first === 'on' ? { defaultChecked: true } : {})}
          className="checkbox-field"
        />
      );
    case 'lines':
      return (
        <Textarea
          {...common}
          description={[field.description, 'One on each line.'].filter((text) => text !== '').join('. ')}
          required={required}
          autosize
          minRows={2}
          className="wide"
        />
      );
    case 'json':
      return <Textarea {...common} required={required} autosize minRows={3} className="wide mono" />;
    case 'integer':
    case 'number':
      return (
        <TextInput
          {...common}
          required={required}
          type="number"
          step={field.kind === 'integer' ? 1 : 'any'}
        />
      );
    case 'date':
      return <TextInput {...common} required={required} type="date" />;
    case 'moment':
      return <TextInput {...common} description="Local time" required={required} type="datetime-local" />;
    case 'dollars':
      return (
        <TextInput
          {...common}
          required={required}
          inputMode="decimal"
          leftSection="$"
          placeholder="0.00"
          maw="14rem"
        />
      );
    case 'text':
      return <TextInput {...common} required={required} />;
  }
}
