import type { AgreementView } from '../agreement/agreement.ts';
import type { Step } from '../base/receipt.ts';
import type { SqlRow } from './duck.ts';
import { reasonSentence } from './reasons.ts';
import { identificationTerm } from './terms.ts';

/** How a line was read, or why it was not. */
export function decodeStep(row: SqlRow): Step {
  const place = `${row['file']}, line ${row['line']}, byte ${row['byte_offset']}`;
  if (row['status'] === 'record')
    return { id: 'decode', sentence: `Read from ${place}`, out: String(row['format']) };
  const column = row['bad_column'] === null ? '' : `, column ${row['bad_column']}`;
  return {
    id: 'decode',
    sentence: `${reasonSentence(String(row['reason']))} (${place}${column})`,
    out: String(row['status']),
  };
}

const BASIS: Readonly<Record<string, string>> = {
  record: 'by the operating company number on the record',
  'trunk-group': 'by the one-way trunk group',
  block: 'by the thousands-block of the number',
  code: 'by the holder of the code of the number',
  'routing-number': 'by the routing number',
};

/** Who is at each end, and from what that is known. */
export function identitySteps(row: SqlRow, view: AgreementView): Step[] {
  const term = view.optional(identificationTerm);
  return (['originator', 'terminator'] as const).map((end) => {
    const [basis, kind, party, ocn] = ['basis', 'kind', 'party', 'ocn'].map((part) => row[`${end}_${part}`]);
    const who = kind === null ? '' : `, ${party === null ? `${kind} and no party` : `the ${party} party`},`;
    return {
      id: end,
      sentence:
        basis === null
          ? `The ${end} is not identified`
          : `The ${end}${who} is known ${BASIS[String(basis)] ?? String(basis)}`,
      out: ocn === null || ocn === undefined ? null : String(ocn),
      ...(term
        ? {
            clause: term.citation,
            term: { key: `${term.key}.${end}`, value: term.value[end], provenance: term.provenance },
          }
        : {}),
    };
  });
}

/** Where each end is rated. */
export function placeSteps(row: SqlRow): Step[] {
  return (['origin', 'terminating'] as const).map((end) => {
    const centre = row[`${end}_rate_centre`];
    return {
      id: `${end}-place`,
      sentence: `${end === 'origin' ? 'Calling' : 'Called'} rate centre, state and LATA`,
      out: centre === null ? null : `${centre}, ${row[`${end}_state`]}, ${row[`${end}_lata`]}`,
    };
  });
}
