import type { OrderForms } from '../../../src/gateways/http-api/shapes/order-entry.ts';
import type { OrderView } from '../../../src/gateways/http-api/shapes/order-view.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { plain, words } from '../format.ts';
import type { OrderDocument } from '../order-document.ts';
import { Facts, TableFrame } from './page.tsx';

/** What was ordered: its forms as they were sent, else the fields of the request. */
export function OrderRequest({ request }: { request: OrderView['request'] }) {
  const forms = request['forms'] as OrderDocument | undefined;
  return forms === undefined ? <RequestFields request={request} /> : <SentForms document={forms} />;
}

function SentForms({ document }: { document: OrderDocument }) {
  const agreement = useAgreement();
  const known = useApi<OrderForms>(apiPath('agreements', agreement.form, agreement.variant, 'order-forms'));
  const formOf = (code: string) => known.data?.forms.find(({ form }) => form === code);
  const titleOf = (code: string, field: string): string =>
    formOf(code)?.fields.find((one) => one.field === field)?.title ?? '';
  const order = (known.data?.forms ?? []).map(({ form }) => form);
  const sent = Object.entries(document).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return sent.map(([code, sections]) => {
    const printed = (formOf(code)?.fields ?? []).map(({ field }) => field);
    const fields = [...new Set(sections.flatMap((section) => Object.keys(section)))].sort(
      (a, b) => printed.indexOf(a) - printed.indexOf(b),
    );
    if (fields.length === 0) return null;
    const title = formOf(code)?.title ?? '';
    return (
      <section key={code} className="sent-form" aria-label={title || code}>
        <h3>
          {code} <span className="dim">{title}</span>
        </h3>
        {sections.length === 1 ? (
          <dl className="sent-fields">
            {fields.map((field) => (
              <div key={field} title={titleOf(code, field)}>
                <dt>{field}</dt>
                <dd>{sections[0]?.[field]}</dd>
              </div>
            ))}
          </dl>
        ) : (
          <TableFrame label={`Lines of ${code}`}>
            <table className="table dense">
              <caption className="visually-hidden">Lines of {code}</caption>
              <thead>
                <tr>
                  {fields.map((field) => (
                    <th key={field} scope="col" title={titleOf(code, field)}>
                      {field}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {sections.map((section, index) => (
                  <tr key={index}>
                    {fields.map((field) => (
                      <td key={field} className="whole">
                        {section[field] ?? ''}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        )}
      </section>
    );
  });
}

/** Fields of the request in the order of the trade, by their trade names; what was left empty is left out. */
function RequestFields({ request }: { request: Readonly<Record<string, unknown>> }) {
  const known = FIELDS.filter((name) => name in request);
  const rest = Object.keys(request).filter((name) => !FIELDS.includes(name));
  const filled = [...known, ...rest].filter((name) => plain(request[name]) !== '');
  return (
    <div className="columns">
      <Facts facts={filled.map((name) => [fieldName(name), plain(request[name])] as const)} />
    </div>
  );
}

const FIELDS =
  'ccna pon ver reqtyp act product nc quantity wireCenter address endUser desiredDueDate expedite'
    .split(' ')
    .concat('channel receivedAt accountStatus cfa ecckts'.split(' '));

const fieldName = (name: string): string =>
  /^(ccna|pon|ver|reqtyp|act|nc|cfa|ecckts)$/.test(name) ? name.toUpperCase() : words(name);
