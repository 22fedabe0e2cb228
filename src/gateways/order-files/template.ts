import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readBases } from '../../articles/ordering/forms/bases.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { writeOrderCsv, writeOrderXlsx } from '../../formats/order-csv/index.ts';
import { formsFolder } from '../../formats/order-forms/shipped.ts';
import { writeOrderXml } from '../../formats/order-xml/index.ts';

export const TEMPLATE_FORMATS = ['xlsx', 'csv', 'xml', 'xsd'] as const;
export type TemplateFormat = (typeof TEMPLATE_FORMATS)[number];

export const TEMPLATE_TYPES: Readonly<Record<TemplateFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  xsd: 'application/xml; charset=utf-8',
};

/** Names of the orders that a template may show: those of `reference/forms/bases.yaml`. */
export const templateOrders = (): string[] => [...readBases().bases.keys()];

/** A file to begin with: the columns or elements of some kinds of orders, each filled in once; or the XML Schema of all. */
export async function orderTemplate(
  format: TemplateFormat,
  names: readonly string[],
): Promise<Result<Buffer>> {
  if (format === 'xsd') return ok(readFileSync(path.join(formsFolder, 'orders.xsd')));
  const { bases } = readBases();
  const unknown = names.filter((name) => !bases.has(name));
  if (unknown.length > 0) return fail(...unknown.map((name) => unknownOrder(name, [...bases.keys()])));
  const documents = names.flatMap((name) => bases.get(name) ?? []);
  if (format === 'xlsx') return ok(await writeOrderXlsx(documents));
  if (format === 'csv') return ok(Buffer.from(writeOrderCsv(documents)));
  const xml = writeOrderXml(documents);
  return xml.ok ? ok(Buffer.from(xml.value)) : xml;
}

const unknownOrder = (name: string, known: readonly string[]): Problem => ({
  id: 'order-file/template',
  field: 'order',
  sentence: `There is no sample order "${name}".`,
  cure: `${didYouMean(name, known)}They are: ${known.join(', ')}.`,
});
