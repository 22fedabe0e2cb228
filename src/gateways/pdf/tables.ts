import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { AgreementSummary, SummaryArticle } from '../../flows/agreement-summary/summary.ts';
import { inWords, mark, tableOf, valueText } from './style.ts';

/** Key terms, article by article, with what each says field by field. */
export function termTables({ articles }: AgreementSummary): Content[] {
  const some = articles.filter(({ terms }) => terms.length > 0);
  const part = (title: string, law: boolean): Content[] => {
    const own = some.filter((article) => article.law === law);
    return own.length === 0
      ? []
      : [{ text: title, style: 'part', headlineLevel: 1 }, ...own.flatMap(termTable)];
  };
  return [...part('Key terms', false), ...part('Law beside the agreement', true)];
}

const termTable = ({ number, title, law, terms }: SummaryArticle): Content[] => [
  tableOf(
    ['Clause', 'Term', 'What it says', 'Comes from'],
    terms.map(({ citation, heading, key, value, provenance }): TableCell[] => [
      { text: citation, style: 'small' },
      { stack: [heading.replace(/^[\d.]+\s+/, ''), { text: key, style: 'note', fontSize: 7 }] },
      {
        stack: Object.entries(value).map(([name, field]) => ({
          text: [{ text: `${inWords(name)}: `, color: '#52606d' }, valueText(field)],
        })),
      },
      mark(provenance),
    ]),
    [76, 140, '*', 50],
    law || title.startsWith(number) ? title : `${number}  ${title}`,
  ),
];

/** Every clock: from what to what it runs, and for how long. */
export function clockTable({ clocks }: AgreementSummary): Content[] {
  if (clocks.length === 0) return [];
  return [
    { text: 'Clocks', style: 'part', headlineLevel: 1 },
    tableOf(
      ['Clause', 'Clock', 'Runs', 'From', 'Until', 'Comes from'],
      clocks.map(({ key, citation, value, provenance }): TableCell[] => [
        { text: citation, style: 'small' },
        inWords(key.slice('clock.'.length)),
        runs(value),
        { text: eventsOf(value.starts), style: 'small' },
        { text: eventsOf(value.stops ?? []), style: 'small' },
        mark(provenance),
      ]),
      [70, 96, 108, 76, '*', 50],
    ),
  ];
}

type Clock = AgreementSummary['clocks'][number]['value'];

function runs({ length, byTable, byDate, before, notBefore, late, from, tolledBy }: Clock): string {
  const span =
    length ??
    (byTable === undefined
      ? byDate === undefined
        ? ''
        : `${before === undefined ? 'to' : `${before} before`} the date named`
      : `by the table of ${byTable}`);
  return [
    span,
    ...(notBefore === undefined ? [] : [`not before ${notBefore}`]),
    ...(late === 'refused' ? ['refused after'] : []),
    ...(from === 'deemed-receipt' ? ['from deemed receipt'] : []),
    ...(tolledBy === undefined
      ? []
      : [`tolled by ${tolledBy.map((one) => inWords(one).toLowerCase()).join(', ')}`]),
  ].join('; ');
}

/** `lsr.confirmed`, `lsr.rejected` → `LSR confirmed, rejected`. */
function eventsOf(names: string | readonly string[]): string {
  const byKind = Map.groupBy([names].flat(), (name) => name.slice(0, name.indexOf('.')));
  return [...byKind]
    .map(([kind, events]) => {
      const own = events.map((name) => inWords(name.slice(kind.length + 1)).toLowerCase());
      return `${inWords(kind)} ${own.join(', ')}`;
    })
    .join('; ');
}

/** Prices and installation intervals. */
export function rateTable({ rates, intervals }: AgreementSummary): Content[] {
  const prices: Content[] =
    rates.length === 0
      ? []
      : [
          { text: 'Rates', style: 'part', headlineLevel: 1 },
          tableOf(
            ['Clause', 'What', 'Zone', 'Who bills', 'Price', 'Comes from'],
            rates.map(({ citation, value, provenance }): TableCell[] => [
              { text: citation, style: 'small' },
              { stack: [value.description, { text: value.element, style: 'note', fontSize: 7 }] },
              value.zone ?? '',
              { text: value.direction === undefined ? 'either' : billerOf(value.direction), style: 'small' },
              value.price === undefined
                ? inWords(value.status)
                : `${value.price}${value.status === 'priced' ? '' : ` (${inWords(value.status).toLowerCase()})`}`,
              mark(provenance),
            ]),
            [92, '*', 30, 50, 108, 50],
          ),
        ];
  const lengths: Content[] =
    intervals.length === 0
      ? []
      : [
          { text: 'Installation intervals', style: 'part', headlineLevel: 1 },
          tableOf(
            ['Clause', 'Product', 'Quantity of the order', 'Interval', 'Comes from'],
            intervals.map(({ citation, value, provenance }): TableCell[] => [
              { text: citation, style: 'small' },
              value.product,
              value.quantity_to === undefined
                ? `${value.quantity_from} and more`
                : `${value.quantity_from} to ${value.quantity_to}`,
              value.length,
              mark(provenance),
            ]),
            [92, '*', 110, 110, 50],
          ),
        ];
  return [...prices, ...lengths];
}

const billerOf = (direction: string): string => (direction === 'ilec-to-clec' ? 'ILEC' : 'CLEC');

/** Amendments and corrections with their filing, and tariffs beside the agreement. */
export function recordTables({ amendments, tariffs }: AgreementSummary): Content[] {
  const documents: Content[] = [
    { text: 'Amendments and corrections', style: 'part', headlineLevel: 1 },
    amendments.length === 0
      ? { text: 'None is recorded.', style: 'note' }
      : tableOf(
          ['What', 'Holds from', 'Recorded', 'Filing', 'In force', 'Comes from'],
          amendments.map((one): TableCell[] => [
            { stack: [one.title, { text: `${one.kind} ${one.id}`, style: 'note', fontSize: 7 }] },
            one.effectiveOn ?? 'the beginning',
            one.recordedAt.slice(0, 'YYYY-MM-DD'.length),
            [one.docket, one.filedOn && `filed ${one.filedOn}`, one.approval]
              .filter((part) => part !== undefined)
              .join(', '),
            one.inForce ? 'yes' : 'no',
            mark(one.provenance),
          ]),
          ['*', 60, 60, 120, 40, 50],
        ),
  ];
  if (tariffs.length === 0) return documents;
  return [
    ...documents,
    { text: 'Tariffs beside it', style: 'part', headlineLevel: 1 },
    tableOf(
      ['Tariff', 'Of', 'What the agreement takes from it', 'Comes from'],
      tariffs.map(({ number, title, carrier, incorporated, provenance }): TableCell[] => [
        { stack: [number, { text: title, style: 'note' }] },
        carrier,
        incorporated.length === 0 ? 'nothing: by election only' : { ul: [...incorporated] },
        mark(provenance),
      ]),
      [120, 110, '*', 50],
    ),
  ];
}

/** What of the sections runs, and what does not and why. */
export function coverageTable({ coverage, unmodelled }: AgreementSummary): Content[] {
  const count = (value: number): TableCell => ({
    text: value === 0 ? '–' : String(value),
    alignment: 'right',
  });
  return [
    { text: 'What of it runs', style: 'part', headlineLevel: 1 },
    {
      text: 'Sections by what becomes of them. Modelled: all of it decides something. Stated: held and shown, nothing decides by it. Text: nothing to execute.',
      style: 'note',
      margin: [0, 0, 0, 4],
    },
    tableOf(
      ['Article', '', '>Modelled', '>Partly', '>Stated', '>Unmodelled', '>Text'],
      coverage.map(({ number, title, sections }): TableCell[] => [
        title.startsWith(number) ? '' : number,
        title,
        count(sections.modelled),
        count(sections.partly),
        count(sections.stated),
        count(sections.unmodelled),
        count(sections.text),
      ]),
      [42, '*', 42, 36, 36, 52, 30],
    ),
    ...(unmodelled.length === 0
      ? []
      : [
          tableOf(
            ['Clause', 'Why'],
            unmodelled.map(({ clause, reason }): TableCell[] => [{ text: clause, style: 'small' }, reason]),
            [110, '*'],
            'Not executed',
          ),
        ]),
  ];
}
