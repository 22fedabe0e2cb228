import { NativeSelect } from '@mantine/core';
import { useSearchParams } from 'react-router';
import type { PreOrderOffer } from '../../../src/gateways/http-api/shapes/pre-order.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { PageTitle } from '../parts/page.tsx';
import { PreOrderForm } from '../parts/pre-order-form.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { ASKS, ASK_ORDER } from '../pre-order-forms.ts';
import '../cases.css';
import '../pre-order.css';

/** What is asked before an order: `?ask=loop-qualification&addressId=A-1101&technology=adsl`. */
export function PreOrderPage() {
  const { form, variant } = useAgreement();
  const offer = useApi<PreOrderOffer>(apiPath('agreements', form, variant, 'pre-order'));
  return (
    <>
      <PageTitle
        title="Before an order"
        under="Addresses, accounts, numbers, loops, days and visits, from the other carrier's records. Every question is on the log."
      />
      <Answer query={offer}>
        {(data) =>
          data.functions.length === 0 ? (
            <Empty>This agreement offers no questions before an order.</Empty>
          ) : (
            <Asking offer={data} />
          )
        }
      </Answer>
    </>
  );
}

function Asking({ offer }: { offer: PreOrderOffer }) {
  const [search, setSearch] = useSearchParams();
  const offered = ASK_ORDER.filter((name) => offer.functions.some((one) => one.function === name));
  const name = offered.find((one) => one === search.get('ask')) ?? offered[0];
  const chosen = offer.functions.find((one) => one.function === name);
  if (name === undefined || chosen === undefined) return null;
  return (
    <>
      <NativeSelect
        label="What do you want to know?"
        className="field"
        value={name}
        onChange={(event) => {
          const next = new URLSearchParams(search);
          next.set('ask', event.currentTarget.value);
          setSearch(next);
        }}
        data={offered.map((one) => ({ value: one, label: ASKS[one].ask }))}
      />
      <PreOrderForm key={search.toString()} offer={offer} chosen={chosen} given={search} />
    </>
  );
}
