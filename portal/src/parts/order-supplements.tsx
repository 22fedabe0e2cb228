import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import type { OrderForms } from '../../../src/gateways/http-api/shapes/order-entry.ts';
import type { OrderView } from '../../../src/gateways/http-api/shapes/order-view.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath, getJson, postJson } from '../api/client.ts';
import { headForm, headOf, supplementOf, tradeDate, withField } from '../order-document.ts';
import type { OrderDocument } from '../order-document.ts';
import { Problems } from './states.tsx';

const NAMES: Readonly<Record<string, string>> = {
  '1': 'Cancel (SUP 1)',
  '2': 'New due date (SUP 2)',
  '3': 'Other change (SUP 3)',
  '4': 'Correct (SUP 4)',
};
/** Those that change more than a date are written on the forms. */
const ON_FORMS = new Set(['3', '4']);

/** Buttons for the supplements that may be sent of an order: each is its next version. */
export function OrderSupplements({ order }: { order: OrderView }) {
  const agreement = useAgreement();
  const [asked, setAsked] = useState<string>();
  const pages = pagesOf(agreement);
  return (
    <>
      {order.supplements.map((sup) =>
        ON_FORMS.has(sup) ? (
          <Button key={sup} variant="default" component={Link} to={pages.newOrder({ order: order.id, sup })}>
            {NAMES[sup]}
          </Button>
        ) : (
          <Button key={sup} variant="default" onClick={() => setAsked(sup)}>
            {NAMES[sup]}
          </Button>
        ),
      )}
      <Modal
        opened={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={NAMES[asked ?? '1']}
        closeButtonProps={{ 'aria-label': 'Close' }}
        lockScroll={false}
        transitionProps={{ duration: 0 }}
      >
        {asked === undefined ? null : <Sending key={asked} order={order} sup={asked} />}
      </Modal>
    </>
  );
}

/** A supplement that repeats the version before: taken back, or with another date. */
function Sending({ order, sup }: { order: OrderView; sup: string }) {
  const agreement = useAgreement();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [date, setDate] = useState('');
  const base = apiPath('agreements', agreement.form, agreement.variant, 'orders');
  const send = useMutation<OrderView>({
    mutationFn: async () => {
      const path = `${base}/${order.id.split('/').map(encodeURIComponent).join('/')}?purpose=provisioning`;
      const whole = await getJson<OrderView>(path);
      const sent = whole.request['forms'] as OrderDocument | undefined;
      if (sent === undefined)
        throw new Error('This order came without forms: it cannot be supplemented here.');
      const { now } = await getJson<OrderForms>(
        apiPath('agreements', agreement.form, agreement.variant, 'order-forms'),
      );
      const next = supplementOf(sent, sup, now);
      return postJson<OrderView>(base, {
        document: sup === '2' ? withField(next, headForm(next), 0, 'DDD', tradeDate(date)) : next,
      });
    },
    onSuccess: async (made) => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
      void navigate(pagesOf(agreement).order(made.id));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate();
  };
  const version = (order.request['forms'] as OrderDocument | undefined) ?? {};
  return (
    <form onSubmit={submit} className="supplement">
      <p>
        {sup === '1'
          ? 'The order is taken back by its next version. What it costs then depends on how far it has come.'
          : 'Nothing but the date changes: the version that comes asks for it.'}{' '}
        This is version {headOf(version)['VER'] ?? String(order.summary['ver'] ?? '')}.
      </p>
      {sup === '2' ? (
        <TextInput
          label="New due date"
          type="date"
          required
          data-autofocus
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
      ) : null}
      <Button type="submit" loading={send.isPending} color={sup === '1' ? 'red' : 'teal'}>
        {sup === '1' ? 'Cancel the order' : 'Send the new date'}
      </Button>
      <p className="note">The forms are read again for provisioning; the view is on record.</p>
      <div aria-live="polite">{send.error ? <Problems error={send.error} /> : null}</div>
    </form>
  );
}
