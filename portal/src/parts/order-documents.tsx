import type { OrderView } from '../../../src/gateways/http-api/shapes/order-view.ts';
import { partyNameIn, useAgreement } from '../agreement-context.tsx';
import { day, moment, plain, words } from '../format.ts';
import { Part, TableFrame } from './page.tsx';

/** What was exchanged: the request, its acknowledgement, FOC, reject, jeopardy, completion; each as a file, too. */
export function OrderDocuments({ order }: { order: OrderView }) {
  const agreement = useAgreement();
  if (order.documents.length === 0) return null;
  return (
    <Part title="Responses and documents">
      <TableFrame label="Responses and documents">
        <table className="table dense">
          <caption className="visually-hidden">Responses and documents</caption>
          <thead>
            <tr>
              <th scope="col">Document</th>
              <th scope="col">When</th>
              <th scope="col">By</th>
              <th scope="col">Says</th>
            </tr>
          </thead>
          <tbody>
            {order.documents.map(({ seq, name }) => {
              const event = order.events.find((one) => one.seq === seq);
              if (event === undefined) return null;
              return (
                <tr key={seq}>
                  <th scope="row" className="whole">
                    <Saved order={order} seq={seq} name={name} />
                  </th>
                  <td>{moment(event.occurredAt, agreement.timeZone)}</td>
                  <td>{partyNameIn(agreement, event.actor)}</td>
                  <td>{seq === 1 ? <span className="dim">See the request</span> : said(event, order)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableFrame>
    </Part>
  );
}

type Event = OrderView['events'][number];

function said({ body, problems }: Event, { jeopardyCodes }: OrderView): string {
  const nameOf = (code: unknown): string => jeopardyCodes.find((one) => one.code === code)?.name ?? '';
  const told = Object.entries(body)
    .filter(
      ([, value]) =>
        plain(value) !== '' && (value === null || typeof value !== 'object' || Array.isArray(value)),
    )
    .map(([name, value]) =>
      name === 'code'
        ? `${plain(value)} ${nameOf(value)}`.trim()
        : `${words(name)}: ${isDate(value) ? day(value) : plain(value)}`,
    );
  const failed = problems.map(({ id, field }) => `${id} ${field ?? ''}`.trim());
  return [...told, ...failed].join('; ') || '–';
}

const isDate = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** A document as a file of JSON, as it is on record. */
function Saved({ order, seq, name }: { order: OrderView; seq: number; name: string }) {
  const event = order.events.find((one) => one.seq === seq);
  const text = JSON.stringify({ order: order.id, document: name, ...event }, null, 2);
  return (
    <a
      href={`data:application/json;charset=utf-8,${encodeURIComponent(text)}`}
      download={`${order.id.replaceAll('/', '-')}-${name.replaceAll(' ', '-')}.json`}
      title="Save as JSON"
    >
      {`${name.charAt(0).toUpperCase()}${name.slice(1)}`}
    </a>
  );
}
