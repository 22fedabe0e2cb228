import type { AuditView } from '../../../src/gateways/http-api/shapes/user.ts';
import { shortMoment } from '../format.ts';
import { TableFrame } from './page.tsx';

interface Props {
  readonly entries: AuditView['entries'];
  readonly timeZone: string;
}

/** Entries of the trail, the newest first. */
export function AuditTable({ entries, timeZone }: Props) {
  return (
    <TableFrame label="Audit trail">
      <table className="table stacked">
        <caption className="visually-hidden">Audit trail</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">Purpose</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((one) => (
            <tr key={one.seq}>
              <td className="whole">{shortMoment(one.at, timeZone)}</td>
              <td className="anywhere">{one.who}</td>
              <th scope="row" className="anywhere">
                <span className="trail-what">{one.what}</span> {one.subject}
                {one.agreement === null ? null : <small>{one.agreement}</small>}
              </th>
              <td>{one.purpose}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
