import type { Edit } from '../../src/articles/ordering/edit-catalogue.ts';
import type { ConditionEdit } from '../../src/articles/ordering/forms/condition-edits.ts';
import { severityOf } from '../../src/articles/ordering/forms/form-edit.ts';
import type { FormEdits } from '../../src/articles/ordering/forms/shipped-edits.ts';
import { usageEdits } from '../../src/articles/ordering/forms/usage-plan.ts';
import { rightText, wrongText } from '../../src/articles/ordering/forms/vectors.ts';
import { ASR_FORMS, LSR_FORMS } from '../../src/formats/order-forms/document.ts';
import type { FormCode } from '../../src/formats/order-forms/document.ts';
import { describeForm } from '../../src/formats/order-forms/well-formed.ts';
import { encodedByList } from './published-rules.ts';
import type { PublishedRule } from './published-rules.ts';
import { conditionWords } from './words.ts';

const HEADER = `# Edits of orders

Every edit by which an order is tested, with its number, which is never used again. An order that fails any is rejected with all that it fails, each with its form,
section, field, sentence, cure, and clause of the agreement; a warning is told and rejects nothing. \`fatal\`: it is no request at all and is sent anew;
\`non-fatal\`: the next version cures it.

**Layouts of the forms are licensed and were not used.** Each edit names its public source, or says that it is assumed; rule ids are those of carriers' published
lists. What they say is in our words. No conformance to a carrier's or an industry's rules is claimed beyond that.

This page is made from \`reference/edits\` and \`reference/forms\` by \`tools/edit-page.ts --write\`, and a test holds it true. An example is what is changed in a
clean document (\`reference/forms/bases.yaml\`) to fail the edit; \`@name=value\` is what the record knows.
`;

/** The page of all edits. */
export function editPage(
  orders: readonly Edit[],
  edits: FormEdits,
  published: readonly PublishedRule[],
): string {
  const { forms, conditions, compiled } = edits;
  const encoded = new Set(compiled.edits.flatMap(({ rules }) => rules));
  const lists = encodedByList(published, encoded);
  const sum = (of: 'published' | 'encoded'): number => lists.reduce((total, list) => total + list[of], 0);
  const of = (form: FormCode, kind: string): number =>
    compiled.edits.filter((edit) => edit.form === form && edit.kind === kind).length;
  const every = [...LSR_FORMS, ...ASR_FORMS];
  const count = (kind: string): number => compiled.edits.filter((edit) => edit.kind === kind).length;
  return `${[
    HEADER,
    '## How many',
    '',
    table(
      ['form', 'formats', 'usage', 'conditional'],
      [
        ...every.map((form) => [form, ...['format', 'usage', 'condition'].map((kind) => of(form, kind))]),
        ['over the order', '', '', orders.length],
        ['**all**', count('format'), count('usage'), count('condition') + orders.length],
      ],
    ),
    '',
    '## Published rules',
    '',
    `Of ${sum('published')} published rule ids that were seen, ${sum('encoded')} are encoded: ${share(sum('encoded'), sum('published'))}.`,
    '',
    table(
      ['list', 'encoded', 'published', ''],
      lists.map((list) => [list.list, list.encoded, list.published, share(list.encoded, list.published)]),
    ),
    '',
    '## Over the order',
    '',
    'For every order, also one that comes as a row of a table.',
    '',
    orderTable(orders, edits),
    ...every.flatMap((form) => formSection(form, edits, conditions)),
  ].join('\n')}\n`.replaceAll(/\n{3,}/g, '\n\n');

  function formSection(
    form: FormCode,
    { forms: catalogue }: FormEdits,
    all: readonly ConditionEdit[],
  ): string[] {
    const fields = [...(catalogue.fields.get(form)?.values() ?? [])];
    const usage = usageEdits(catalogue.usage).filter((edit) => edit.form === form);
    const own = all.filter((edit) => edit.form === form);
    return [
      '',
      `## Form ${form}`,
      '',
      '### Formats',
      '',
      table(
        ['edit', 'field', 'what', 'must be', 'severity', 'wrong', 'rules', 'source'],
        fields.map((field) => [
          field.edit,
          field.field,
          field.title,
          describeForm(field),
          severityOf(form, field.field),
          code(wrongText(field) ?? ''),
          field.rules.join(', '),
          sourceOf(field),
        ]),
      ),
      ...(usage.length === 0
        ? []
        : [
            '',
            '### Usage',
            '',
            table(
              ['edit', 'field', 'fails where', 'severity', 'example', 'rules', 'source'],
              usage.map(({ id, field, severity, sentence, rules, prohibited, row }) => {
                const known = forms.fields.get(form)?.get(field);
                const whole = field === '*' ? form : `${form}.${field}`;
                const change = prohibited
                  ? field === '*'
                    ? `+${whole}`
                    : `${whole}=${(known && rightText(known)) ?? ''}`
                  : `-${whole}`;
                return [
                  id,
                  field === '*' ? 'the form' : field,
                  sentence,
                  severity,
                  `${row.base}: ${code(change)}`,
                  rules.join(', '),
                  sourceOf(row),
                ];
              }),
            ),
          ]),
      ...(own.length === 0
        ? []
        : [
            '',
            '### Conditional',
            '',
            table(
              ['edit', 'field', 'fails where', 'severity', 'says', 'cure', 'example', 'rules', 'source'],
              own.map((edit) => [
                edit.id,
                edit.field === '*' ? 'the form' : edit.field,
                conditionWords(edit.when, forms.fields),
                edit.severity,
                edit.sentence,
                edit.cure,
                `${edit.base}: ${code(edit.fails)}`,
                edit.rules.join(', '),
                edit.source,
              ]),
            ),
          ]),
    ];
  }
}

const orderTable = (orders: readonly Edit[], { forms }: FormEdits): string =>
  table(
    ['edit', 'form', 'field', 'fails where', 'severity', 'says', 'cure', 'source'],
    orders.map((edit) => [
      edit.id,
      edit.form,
      edit.field,
      conditionWords(edit.when, forms.fields),
      edit.severity,
      edit.sentence,
      edit.cure,
      edit.source,
    ]),
  );

const share = (part: number, whole: number): string =>
  whole === 0 ? '' : `${Math.round((part * 1000) / whole) / 10} %`;

const sourceOf = ({ source, provenance }: { source: string; provenance: string }): string =>
  provenance === 'assumed' && !/assumed/i.test(source) ? `${source} (assumed)` : source;

const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('\u0007', '␇')}\``);

function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(header), `|${header.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
