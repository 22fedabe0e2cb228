import type { Content } from 'pdfmake/interfaces.js';
import { PROVENANCES } from '../../agreement/vocabulary.ts';
import type { AgreementSummary } from '../../flows/agreement-summary/summary.ts';
import { inWords, mark, tableOf } from './style.ts';

const MEANINGS: Readonly<Record<string, string>> = {
  seed: 'written in the signed agreement',
  filed: 'in a document filed with the commission',
  rule: 'set by a federal or state rule',
  sister: "taken from another carrier's filed agreement",
  assumed: 'confirmed by nobody: check it before you rely on it',
};

/** Who, since when, in which version, and how sure it is. */
export function firstPage(summary: AgreementSummary): Content[] {
  const { life, ref } = summary;
  const facts: [string, Content][] = [
    ...summary.parties.map(({ role, name, ocn, provenance }): [string, Content] => [
      role === 'ilec' ? 'Incumbent (ILEC)' : 'Competitor (CLEC)',
      {
        text: [
          name,
          ...(ocn === undefined ? [] : [{ text: `   OCN ${ocn} `, style: 'note' }]),
          ...(provenance === 'assumed' && ocn !== undefined ? [{ text: ' Assumed ', style: 'assumed' }] : []),
        ],
      },
    ]),
    ['State', summary.docket === undefined ? summary.state : `${summary.state}, docket ${summary.docket}`],
    ['Terms as of', summary.asOf],
    ['As known', summary.asKnown ?? 'all that is recorded'],
    ...(life === undefined
      ? []
      : ([
          ['Standing', inWords(life.state)],
          ['In effect since', life.effectiveOn ?? 'not in effect'],
          ['Term ends', life.termEndsOn ?? 'no end'],
        ] satisfies [string, Content][])),
    ['Version', `${ref.version} (${summary.status})`],
    ['SHA-256', { text: ref.hash, style: 'small' }],
  ];
  return [
    { text: summary.title, style: 'title' },
    { text: summary.between, fontSize: 11, margin: [0, 3, 0, 10] },
    {
      layout: 'plain',
      table: {
        widths: [105, '*'],
        body: facts.map(([name, value]) => [{ text: name, style: 'note' }, value]),
      },
    },
    ...sureness(summary),
    ...lifeOf(summary),
  ];
}

function sureness({ provenance, status }: AgreementSummary): Content[] {
  const total = PROVENANCES.reduce((sum, code) => sum + provenance[code], 0);
  return [
    { text: 'How sure it is', style: 'part', headlineLevel: 1 },
    {
      text: `${provenance.assumed} of ${total} terms and rows in force are assumed.${
        status === 'draft' ? ' This is a draft: it may change.' : ''
      } This summary is not part of the agreement: where they differ, the words of the agreement hold.`,
      margin: [0, 0, 0, 4],
    },
    tableOf(
      ['Mark', '>Terms and rows', 'Means that the value is'],
      PROVENANCES.map((code) => [
        mark(code),
        { text: String(provenance[code]), alignment: 'right' },
        MEANINGS[code] ?? '',
      ]),
      [60, 66, '*'],
    ),
  ];
}

function lifeOf({ life }: AgreementSummary): Content[] {
  if (life === undefined || life.events.length === 0) return [];
  return [
    { text: 'Life of the agreement', style: 'part', headlineLevel: 1 },
    tableOf(
      ['Day', 'What happened', 'Document', 'Clause', 'Comes from'],
      life.events.map(({ on, event, derived, document, clause, provenance }) => [
        on,
        `${inWords(event)}${derived ? ', by the passing of time' : ''}`,
        document ?? '',
        clause,
        provenance === undefined ? '' : mark(provenance),
      ]),
      [62, '*', 100, 90, 50],
    ),
  ];
}
