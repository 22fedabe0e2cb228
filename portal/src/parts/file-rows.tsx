import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { VERDICTS } from '../file-result.ts';
import type { FileRow } from '../file-result.ts';
import { day, money, sentence } from '../format.ts';
import { ClauseLink } from './clause.tsx';
import { OrderStatus } from './order-status.tsx';
import { TableFrame } from './page.tsx';
import { Provenance } from './provenance.tsx';
import { Status } from './status.tsx';

/** Lines of a file with what became of each. */
export function FileRows({ rows }: { rows: readonly FileRow[] }) {
  return (
    <TableFrame label="Lines of the file">
      <table className="table dense close file-rows">
        <caption className="visually-hidden">Lines of the file</caption>
        <thead>
          <tr>
            <th scope="col" className="number">
              Line
            </th>
            <th scope="col">Order</th>
            <th scope="col">Verdict</th>
            <th scope="col">Asked for</th>
            <th scope="col">
              Standard date<span className="under">no promise</span>
            </th>
            <th scope="col">Promised</th>
            <th scope="col">Charges once</th>
            <th scope="col">What is wrong, and what to do</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // Orders of XML may stand on one line.
            <Row key={at} row={row} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Row({ row }: { row: FileRow }) {
  const pages = pagesOf(useAgreement());
  const { word, tone } = VERDICTS[row.verdict];
  return (
    <tr>
      <td className="number">
        <span className="phone-label">Line </span>
        {row.line}
      </td>
      <th scope="row">
        {row.order === undefined ? (
          <span className="file-unknown">
            {[row.ccna, row.pon, row.ver].filter(Boolean).join(' ') || '–'}
          </span>
        ) : (
          <Link to={pages.order(row.order)}>{row.order}</Link>
        )}
        {row.state === undefined ? null : (
          <span className="file-state">
            <span className="visually-hidden">State: </span>
            <OrderStatus state={row.state} />
          </span>
        )}
      </th>
      <td>
        <span className="phone-label">Verdict: </span>
        <Status of={word} tone={tone} />
      </td>
      <Cell label="Asked for">{row.desiredDate === undefined ? undefined : day(row.desiredDate)}</Cell>
      <Cell label="Standard date, no promise">{standardOf(row)}</Cell>
      <Cell label="Promised">{row.promisedDate === undefined ? undefined : day(row.promisedDate)}</Cell>
      <Cell label="Charges once">
        {row.charges === undefined ? undefined : (
          <>
            {money(row.charges.amount)}{' '}
            <span className="file-state">
              {row.charges.provenance.map((one) => (
                <Provenance key={one} of={one} />
              ))}
            </span>
          </>
        )}
      </Cell>
      <td className="file-problems">
        <Faults row={row} />
      </td>
    </tr>
  );
}

/** Empty ones are left out on a phone. */
function Cell({ label, children }: { label: string; children: ReactNode }) {
  return children === undefined ? (
    <td className="file-nothing">–</td>
  ) : (
    <td className="whole">
      <span className="phone-label">{label}: </span>
      {children}
    </td>
  );
}

function standardOf({ negotiated, standardDate }: FileRow): string | undefined {
  if (negotiated) return 'by agreement';
  return standardDate === undefined ? undefined : day(standardDate);
}

function Faults({ row }: { row: FileRow }) {
  const { problems, warnings, sendAgainAs } = row;
  if (problems.length === 0 && warnings.length === 0) return null;
  return (
    <ul>
      {problems.map((one, at) => (
        <Fault key={at} fault={one} />
      ))}
      {warnings.map((one, at) => (
        <Fault key={`w${at}`} fault={one} prefix="Taken, but look: " />
      ))}
      {sendAgainAs === undefined ? null : <li className="dim">Send it again as version {sendAgainAs}.</li>}
    </ul>
  );
}

function Fault({ fault, prefix = '' }: { fault: FileRow['problems'][number]; prefix?: string }) {
  return (
    <li>
      {prefix}
      {fault.field === undefined ? null : <b>{fault.field}: </b>}
      {sentence(fault.sentence)} <span className="file-cure">{sentence(fault.cure)}</span>{' '}
      <span className="edit-basis">
        {fault.id}
        {fault.clause === undefined ? null : (
          <>
            {' · '}
            <ClauseLink citation={fault.clause} />
          </>
        )}
      </span>
    </li>
  );
}
