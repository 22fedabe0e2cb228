import { Checkbox, NativeSelect, TextInput, Textarea } from '@mantine/core';
import type { FactField } from '../fact-fields.ts';
import { words } from '../format.ts';

/** The input that fits a fact. */
export function FactInput({ field }: { field: FactField }) {
  const common = {
    label: words(field.name),
    name: `fact-${field.name}`,
    ...(field.description === '' ? {} : { description: field.description }),
  };
  const needed = { required: field.isRequired, ...common };
  switch (field.kind) {
    case 'code':
      return <NativeSelect {...needed} data={field.isRequired ? [...field.codes] : ['', ...field.codes]} />;
    case 'boolean':
      return <Checkbox {...common} className="checkbox-field" />;
    case 'json':
      return <Textarea {...needed} autosize minRows={4} className="wide mono" placeholder="JSON" />;
    case 'number':
      return <TextInput {...needed} type="number" step="any" />;
    case 'date':
      return <TextInput {...needed} type="date" />;
    case 'text':
      return <TextInput {...needed} />;
  }
}
