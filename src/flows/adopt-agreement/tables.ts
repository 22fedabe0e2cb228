import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Provenance } from '../../agreement/vocabulary.ts';
import type { Adoption } from './adopter.ts';

type Row = Record<string, string>;

const SOURCE = 'Given with the adoption';

/**
 * A table with the adopter in the place of the carrier that is replaced: its own row among the parties, the same
 * holidays until it gives its own. Contacts become placeholders, and
 * other rows about that carrier are left out; both are named.
 */
export function adopterTable(
  file: string,
  text: string,
  replaced: string,
  adoption: Adoption,
): { text: string; left: string[] } {
  const columns = (parse(text, { bom: true, to: 1 }) as string[][])[0] ?? [];
  const rows = parse(text, { bom: true, columns: true, skip_empty_lines: true }) as Row[];
  if (!columns.includes('party')) return { text, left: [] };
  const own = rows.filter(({ party }) => party === replaced);
  if (own.length === 0) return { text, left: [] };
  const left: string[] = [];
  const kept = rows.flatMap((row): Row[] => {
    if (row['party'] !== replaced) return [row];
    if (file === 'parties.csv') return row === own.at(-1) ? [partyRow(row, adoption)] : [];
    if (file === 'holidays.csv') {
      const id = String(row['id']).replace(replaced, adoption.clec);
      return [
        {
          ...row,
          id,
          party: adoption.clec,
          provenance: 'assumed',
          source: 'Taken over until the adopter gives its own',
        },
      ];
    }
    left.push(`${file}: ${row['id']}`);
    return columns.includes('email') ? [contactRow(row, replaced, adoption)] : [];
  });
  if (file === 'holidays.csv')
    left.push(`${file}: the holidays of ${adoption.clec} are those of ${replaced}`);
  return { text: stringify(kept, { header: true, columns }), left };
}

const partyRow = (row: Row, { clec, name, ocn, ccna, acna, spid, address }: Adoption): Row => ({
  ...row,
  id: clec,
  party: clec,
  name,
  doing_business_as: '',
  ocn,
  ccna,
  acna: acna ?? ccna,
  spid: spid ?? ocn,
  address: address ?? '',
  effective_from: '',
  effective_to: '',
  provenance: 'assumed',
  source: SOURCE,
});

/** A contact of the same role, whose name and addresses the adopter has to give: nobody is called by mistake. */
const contactRow = (row: Row, replaced: string, { clec, name, address }: Adoption): Row => ({
  ...row,
  id: String(row['id']).replace(replaced, clec),
  party: clec,
  name: `To be given by ${name}`,
  address: address ?? 'To be given',
  email: '',
  phone: '',
  effective_from: '',
  effective_to: '',
  provenance: 'assumed',
  source: 'Placeholder until the adopter gives its contacts',
});

/**
 * The life of the new agreement begins with its adoption: asked for until the commission's approval is given, which
 * whoever adopts cannot give itself (20 CSR 4240-28.013: the other party may object).
 */
export function lifeOfAdoption(agreement: Agreement, { on, approved }: Adoption): string {
  const clause = agreement.sections[0]?.citation ?? '';
  const row = (id: string, document: string, provenance: Provenance, source: string) => ({
    id,
    event: id,
    on,
    track: '',
    document,
    clause,
    variant: '',
    effective_from: '',
    effective_to: '',
    provenance,
    source,
  });
  const rows =
    approved === undefined
      ? [row('adoption-asked', 'letter to the commission', 'assumed', SOURCE)]
      : [
          row('adopted', approved, 'assumed', `Approved by ${approved}; the day is set to that of effect`),
          row('took-effect', approved, 'filed', `Day of effect given with the approval, ${approved}`),
        ];
  return stringify(rows, { header: true });
}
