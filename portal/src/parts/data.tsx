import { plain, words } from '../format.ts';
import { Fact } from './fact-list.tsx';
import { Facts, TableFrame } from './page.tsx';

/** Any value of a summary or a record: rows as a table, fields as a list, the rest as text. */
export function Data({ label, value }: { label: string; value: unknown }) {
  if (isRows(value)) return <RowTable label={label} rows={value} />;
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    const entries = Object.entries(value);
    const flat = entries.filter(([, inner]) => !isRows(inner));
    const tables = entries.filter(([, inner]) => isRows(inner));
    return (
      <>
        {flat.length === 0 ? null : (
          <Facts
            facts={flat.map(([name, inner]) => [words(name), <Fact key={name} value={inner} />] as const)}
          />
        )}
        {tables.map(([name, inner]) => (
          <Data key={name} label={words(name)} value={inner} />
        ))}
      </>
    );
  }
  return <p>{plain(value)}</p>;
}

type Row = Readonly<Record<string, unknown>>;

const isRows = (value: unknown): value is readonly Row[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((row) => row !== null && typeof row === 'object' && !Array.isArray(row));

function RowTable({ label, rows }: { label: string; rows: readonly Row[] }) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return (
    <TableFrame label={label}>
      <table className="table">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {words(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column} className={cellClass(row[column])}>
                  {plain(row[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

const SHORT = 28;

/** Numbers to the right; ids and instants in one piece. */
function cellClass(value: unknown): string | undefined {
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' && value.length <= SHORT ? 'whole' : undefined;
}
