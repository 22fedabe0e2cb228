import { plain, words } from '../format.ts';
import { rowsOf } from '../month-summary.ts';
import { Empty } from './states.tsx';
import { Status } from './status.tsx';
import { TableFrame } from './page.tsx';

/** Performance of a month: each measure with its result, its standard, and whether it was met. */
export function Measures({ value }: { value: unknown }) {
  const rows = rowsOf(value);
  if (rows.length === 0) return <Empty>Nothing was measured.</Empty>;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (name) => !rows.every((row) => row[name] !== null && typeof row[name] === 'object'),
  );
  return (
    <TableFrame label="Measures">
      <table className="table">
        <caption className="visually-hidden">Measures of the month</caption>
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
                <td key={column}>
                  <Cell value={row[column]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

const VERDICTS = new Set(['pass', 'miss', 'met', 'missed', 'fail', 'neither']);

function Cell({ value }: { value: unknown }) {
  return typeof value === 'string' && VERDICTS.has(value) ? <Status of={words(value)} /> : plain(value);
}
