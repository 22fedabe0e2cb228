import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { AgreementHead } from '../../../src/gateways/http-api/shapes/agreement.ts';
import { postJson } from '../api/client.ts';
import { useAct } from '../api/use-act.ts';
import { useApi } from '../api/use-api.ts';
import { Problems } from './states.tsx';
import { formatName } from './webhook-card.tsx';

const FORMATS = ['cloudevents', 'tmf', 'mef'];
const OF = [
  { value: '', label: 'Every event' },
  { value: 'lsr.* asr.*', label: 'What happens to orders' },
  { value: 'chosen', label: 'Only these' },
];

/** Another address to be told, and of what. */
export function NewWebhook({ onAdded }: { onAdded: (shown: { url: string; secret: string }) => void }) {
  const agreements = useApi<AgreementHead[]>('/api/agreements');
  const [of, setOf] = useState('');
  const add = useAct((said: { url: string }) => postJson<{ secret: string }>('/api/webhooks', said));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const text = (name: string): string => String(data.get(name) ?? '').trim();
    const events = of === 'chosen' ? text('events') : of;
    const said = {
      url: text('url'),
      format: text('format'),
      eventTypes: events.split(/[\s,]+/).filter((one) => one !== ''),
      ...(text('agreement') === '' ? {} : { agreement: text('agreement') }),
    };
    add.mutate(said, {
      onSuccess: ({ secret }) => {
        form.reset();
        setOf('');
        onAdded({ url: said.url, secret });
      },
    });
  };
  return (
    <form onSubmit={submit} aria-label="Be told somewhere else">
      <div className="facts-form">
        <TextInput
          className="wide"
          label="Address"
          placeholder="https://"
          name="url"
          type="url"
          maxLength={2000}
          required
        />
        <NativeSelect
          label="Of"
          value={of}
          onChange={(event) => setOf(event.currentTarget.value)}
          data={OF}
        />
        {of === 'chosen' ? (
          <TextInput
            label="Events"
            description="With spaces between: lsr.confirmed asr.*"
            name="events"
            required
          />
        ) : null}
        <NativeSelect
          label="Under"
          name="agreement"
          data={[
            { value: '', label: 'Every agreement' },
            ...(agreements.data ?? []).map(({ id, parties }) => ({ value: id, label: `${parties} (${id})` })),
          ]}
        />
        <NativeSelect
          label="Written as"
          name="format"
          data={FORMATS.map((value) => ({ value, label: formatName(value) }))}
        />
        <Button type="submit" loading={add.isPending}>
          Add
        </Button>
      </div>
      {add.error === null ? null : <Problems error={add.error} />}
    </form>
  );
}
