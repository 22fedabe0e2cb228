import { useSearchParams } from 'react-router';
import type { OrderForms } from '../../../src/gateways/http-api/shapes/order-entry.ts';
import type { OrderView } from '../../../src/gateways/http-api/shapes/order-view.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { supplementOf } from '../order-document.ts';
import type { OrderDocument } from '../order-document.ts';
import { OrderEditor } from '../parts/order-editor.tsx';
import { PageTitle } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import '../orders.css';

/** A new order, or the next version of one: `?order=LSR/SKT/PON1/01&sup=3`. */
export function OrderEntryPage() {
  const agreement = useAgreement();
  const [search] = useSearchParams();
  const base = apiPath('agreements', agreement.form, agreement.variant);
  const forms = useApi<OrderForms>(`${base}/order-forms`);
  const from = search.get('order');
  return (
    <Answer query={forms}>
      {(data) => {
        if (agreement.yourRole !== 'clec') return <Empty>Orders are made by the carrier that orders.</Empty>;
        if (data.forms.length === 0) return <Empty>No form is known yet.</Empty>;
        if (from !== null) return <Supplement forms={data} order={from} sup={search.get('sup') ?? '3'} />;
        return (
          <>
            <PageTitle title="New order" under={agreement.parties} />
            <OrderEditor forms={data} />
          </>
        );
      }}
    </Answer>
  );
}

/** What the forms of the version before say is needed to write the next one: looking at them is on record. */
function Supplement({ forms, order, sup }: { forms: OrderForms; order: string; sup: string }) {
  const agreement = useAgreement();
  const path = `${apiPath('agreements', agreement.form, agreement.variant, 'orders')}/${order
    .split('/')
    .map(encodeURIComponent)
    .join('/')}?purpose=provisioning`;
  const before = useApi<OrderView>(path);
  return (
    <Answer query={before}>
      {(data) => {
        const sent = data.request['forms'] as OrderDocument | undefined;
        if (sent === undefined)
          return <Empty>{order} came without forms: there is nothing to write on.</Empty>;
        return (
          <>
            <PageTitle
              title={`Next version of ${order}`}
              under="The end user of the version before is shown for provisioning; the view is on record."
            />
            <OrderEditor forms={forms} start={supplementOf(sent, sup, forms.now)} before={sent} />
          </>
        );
      }}
    </Answer>
  );
}
