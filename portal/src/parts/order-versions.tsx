import { Link } from 'react-router';
import type { OrderHead } from '../../../src/gateways/http-api/shapes/order.ts';
import type { OrderView } from '../../../src/gateways/http-api/shapes/order-view.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { moment, plain, words } from '../format.ts';
import { differences } from '../order-document.ts';
import type { OrderDocument } from '../order-document.ts';
import { OrderStatus } from './order-status.tsx';
import { dueOf, whatOf } from './order-table.tsx';
import { Part, TableFrame } from './page.tsx';
import { Answer, Empty } from './states.tsx';

/** The versions of an order, and what changed from the one before to the one that is shown. */
export function OrderVersions({ order }: { order: OrderView }) {
  if (order.versions.length < 2) return null;
  const place = order.versions.findIndex(({ id }) => id === order.id);
  const before = order.versions[place - 1];
  return (
    <Part title="Versions">
      <HeadTable label="Versions" orders={order.versions} current={order.id} />
      {before === undefined ? null : <Changes before={before} order={order} />}
    </Part>
  );
}

/** More orders than these are folded away. */
const SHOWN = 6;

/** Orders that go with it. */
export function RelatedOrders({ order }: { order: OrderView }) {
  if (order.related.length === 0) return null;
  return (
    <Part title="Goes with">
      <HeadTable label="Orders that it goes with" orders={order.related.slice(0, SHOWN)} />
      {order.related.length > SHOWN ? (
        <details className="why-details">
          <summary>{order.related.length - SHOWN} more</summary>
          <HeadTable label="More orders that it goes with" orders={order.related.slice(SHOWN)} />
        </details>
      ) : null}
    </Part>
  );
}

function HeadTable({
  label,
  orders,
  current,
}: {
  label: string;
  orders: readonly OrderHead[];
  current?: string;
}) {
  const agreement = useAgreement();
  return (
    <TableFrame label={label}>
      <table className="table dense">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">SUP</th>
            <th scope="col">State</th>
            <th scope="col">What</th>
            <th scope="col">Due</th>
            <th scope="col">Received</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((one) => (
            <tr key={one.id} {...(one.id === current ? { 'aria-current': 'true' as const } : {})}>
              <th scope="row" className="whole">
                {one.id === current ? one.id : <Link to={pagesOf(agreement).order(one.id)}>{one.id}</Link>}
              </th>
              <td>{one.summary['sup'] === undefined ? '–' : plain(one.summary['sup'])}</td>
              <td>
                <OrderStatus state={one.state} />
              </td>
              <td>{whatOf(one.summary)}</td>
              <td className="whole">{dueOf(one.summary)}</td>
              <td>{moment(one.openedAt, agreement.timeZone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

/** Fields whose change says nothing: they differ on every version. */
const ALWAYS = new Set(['VER', 'D/TSENT', 'receivedAt', 'ver', 'forms', 'follows']);

function Changes({ before, order }: { before: OrderHead; order: OrderView }) {
  const agreement = useAgreement();
  const path = `${apiPath('agreements', agreement.form, agreement.variant, 'orders')}/${before.id
    .split('/')
    .map(encodeURIComponent)
    .join('/')}`;
  const found = useApi<OrderView>(path);
  return (
    <Answer query={found}>
      {(data) => {
        const changed = changesOf(data.request, order.request);
        if (changed.length === 0)
          return <Empty>Nothing that is shown without a purpose differs from {before.id}.</Empty>;
        return (
          <TableFrame label={`Changed since ${before.id}`}>
            <table className="table dense narrow">
              <caption>Changed since version {plain(before.summary['ver'] ?? '')}</caption>
              <thead>
                <tr>
                  <th scope="col">Field</th>
                  <th scope="col">Before</th>
                  <th scope="col">Now</th>
                </tr>
              </thead>
              <tbody>
                {changed.map(({ field, before: was, after }) => (
                  <tr key={field}>
                    <th scope="row">{field}</th>
                    <td>{was === '' ? <span className="dim">empty</span> : <del>{was}</del>}</td>
                    <td>{after === '' ? <span className="dim">empty</span> : <ins>{after}</ins>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        );
      }}
    </Answer>
  );
}

interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** By the fields of the forms where both came as forms, else by what they said. */
function changesOf(before: OrderView['request'], after: OrderView['request']): Change[] {
  const [old, now] = [before['forms'], after['forms']] as [OrderDocument?, OrderDocument?];
  if (old !== undefined && now !== undefined)
    return differences(old, now)
      .filter(({ field }) => !ALWAYS.has(field))
      .map(({ form, section, field, ...change }) => ({
        ...change,
        field: section > 1 ? `${form} ${field}, line ${section}` : `${form} ${field}`,
      }));
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !ALWAYS.has(field) && plain(before[field]) !== plain(after[field]))
    .map((field) => ({
      field: words(field),
      before: field in before ? plain(before[field]) : '',
      after: field in after ? plain(after[field]) : '',
    }));
}
