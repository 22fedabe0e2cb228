import { Link, useLocation } from 'react-router';
import { TableFrame } from './page.tsx';

/** A place as the answer shows it. */
export interface ShownPlace {
  readonly addressId: string;
  readonly address: string;
  readonly wireCenter: string;
  readonly terminal?: string;
}

const NEXT: readonly (readonly [string, string])[] = [
  ['facility-availability', 'Facilities'],
  ['loop-makeup', 'Loops'],
  ['loop-qualification', 'What they carry'],
  ['due-date-availability', 'When'],
];

/** Places, each with what may be asked of it next. */
export function PlaceTable({ places }: { places: readonly ShownPlace[] }) {
  const { pathname } = useLocation();
  if (places.length === 0) return null;
  return (
    <TableFrame label="Places">
      <table className="table">
        <caption className="visually-hidden">Places</caption>
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">Key</th>
            <th scope="col">Office</th>
            <th scope="col">Terminal</th>
            <th scope="col">Ask next</th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ addressId, address, wireCenter, terminal }) => (
            <tr key={addressId}>
              <th scope="row">{address}</th>
              <td>{addressId}</td>
              <td>{wireCenter}</td>
              <td>{terminal ?? '–'}</td>
              <td className="pre-order-next">
                {NEXT.map(([ask, label]) => (
                  <Link key={ask} to={`${pathname}?ask=${ask}&addressId=${encodeURIComponent(addressId)}`}>
                    {label}
                  </Link>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
