import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { ASR_FORMS, LSR_FORMS } from '../order-forms/document.ts';
import type { OrderDocument } from '../order-forms/document.ts';
import { shippedForms } from '../order-forms/shipped.ts';
import type { FieldsByForm } from '../order-forms/usage.ts';
import { elementName, ORDERS_NAMESPACE } from './names.ts';

/** What XML has no way to say: control characters, halves of pairs, and two that are no characters. */
// oxlint-disable-next-line no-control-regex
export const UNSAYABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u;

/**
 * Orders as XML: forms and fields in the order of the catalogue, what is not filled left out. The same orders are always the same text.
 * Problems: characters that XML cannot hold.
 */
export function writeOrderXml(
  documents: readonly OrderDocument[],
  { fields = shippedForms().fields }: { readonly fields?: FieldsByForm } = {},
): Result<string> {
  const problems: Problem[] = [];
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<orders xmlns="${ORDERS_NAMESPACE}">`];
  for (const [index, document] of documents.entries()) {
    lines.push('  <order>');
    for (const form of [...LSR_FORMS, ...ASR_FORMS])
      for (const [at, section] of (document[form] ?? []).entries()) {
        lines.push(`    <${form}>`);
        for (const field of fields.get(form)?.keys() ?? []) {
          const text = Object.hasOwn(section, field) ? section[field] : undefined;
          if (text === undefined || text === '') continue;
          if (UNSAYABLE.test(text))
            problems.push({
              id: 'order-xml/character',
              field: `${form}[${at + 1}].${field}`,
              sentence: `${field} of form ${form} of order ${index + 1} has a character that XML cannot hold.`,
              cure: 'Leave control characters out.',
            });
          const name = elementName(field);
          lines.push(`      <${name}>${escapeXml(text)}</${name}>`);
        }
        lines.push(`    </${form}>`);
      }
    lines.push('  </order>');
  }
  lines.push('</orders>', '');
  return problems.length > 0 ? fail(...problems) : ok(lines.join('\n'));
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Text between tags or in an attribute; a carriage return would be read as a line feed. */
export const escapeXml = (text: string): string => text.replace(/[&<>"\r]/g, (sign) => ESCAPES[sign] ?? sign);
