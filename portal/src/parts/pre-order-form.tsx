import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { PreOrderOffer, PreOrderResult } from '../../../src/gateways/http-api/shapes/pre-order.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath, postJson } from '../api/client.ts';
import { words } from '../format.ts';
import { ASKS, factsOf } from '../pre-order-forms.ts';
import type { AskField } from '../pre-order-forms.ts';
import { ClauseLink } from './clause.tsx';
import { PreOrderAnswer } from './pre-order-answer.tsx';
import { Provenance } from './provenance.tsx';
import { Problems } from './states.tsx';

type Offered = PreOrderOffer['functions'][number];

interface Asked {
  readonly facts: Record<string, unknown>;
  readonly purpose?: string;
  readonly authority?: string;
}

/** A question with its form, and the answer below it. What the address of the page gives is filled in. */
export function PreOrderForm({
  offer,
  chosen,
  given,
}: {
  offer: PreOrderOffer;
  chosen: Offered;
  given: URLSearchParams;
}) {
  const { form, variant } = useAgreement();
  const { fields } = ASKS[chosen.function];
  const asking = useMutation<{ answer: PreOrderResult; took: number }, Error, Asked>({
    mutationFn: async (body) => {
      const start = performance.now();
      const path = apiPath('agreements', form, variant, 'pre-order', chosen.function);
      const answer = await postJson<PreOrderResult>(path, body);
      return { answer, took: performance.now() - start };
    },
    // What is known of an end user is not kept.
    gcTime: 0,
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [purpose, authority] = ['purpose', 'authority'].map((name) => String(data.get(name) ?? '').trim());
    asking.mutate({
      facts: factsOf(fields, data),
      ...(purpose ? { purpose } : {}),
      ...(authority ? { authority } : {}),
    });
  };
  return (
    <>
      <form className="facts-form" onSubmit={submit}>
        {fields.map((field) => (
          <Entry key={field.name} field={field} offer={offer} value={given.get(field.name) ?? ''} />
        ))}
        {chosen.customer ? <Purpose purposes={offer.purposes} /> : null}
        <div className="wide">
          <Button type="submit" loading={asking.isPending}>
            Ask
          </Button>
          <span className="note beside">
            Answered within {chosen.within} for {chosen.share} <ClauseLink citation={chosen.clause} />{' '}
            <Provenance of={chosen.provenance} />
          </span>
        </div>
      </form>
      <div aria-live="polite">
        {asking.error ? <Problems error={asking.error} /> : null}
        {asking.data === undefined ? null : (
          <PreOrderAnswer answer={asking.data.answer} milliseconds={asking.data.took} />
        )}
      </div>
    </>
  );
}

function Purpose({ purposes }: { purposes: readonly string[] }) {
  return (
    <>
      <NativeSelect
        label="Looked at for"
        description="The view is on record with your name and the purpose."
        name="purpose"
        data={purposes.map((purpose) => ({ value: purpose, label: words(purpose) }))}
      />
      <TextInput
        label="End user's authority"
        description="Its case, where the purpose needs one"
        name="authority"
        placeholder="AUTH/2026-001"
      />
    </>
  );
}

function Entry({ field, offer, value }: { field: AskField; offer: PreOrderOffer; value: string }) {
  const common = {
    label: field.label,
    name: field.name,
    defaultValue: value,
    ...(field.under === undefined ? {} : { description: field.under }),
  };
  const chosen = { ...common, required: field.isRequired ?? false };
  switch (field.kind) {
    case 'office':
      return (
        <NativeSelect
          {...chosen}
          data={withNone(offer.offices.map(({ clli, name }) => [clli, `${clli} ${name}`]))}
        />
      );
    case 'product':
      return (
        <NativeSelect
          {...chosen}
          data={offer.products.map(({ product, name }) => ({ value: product, label: name }))}
        />
      );
    case 'technology':
      return (
        <NativeSelect
          {...chosen}
          data={withNone(offer.technologies.map(({ technology, name }) => [technology, name]))}
        />
      );
    case 'tick':
      return <Checkbox label={field.label} name={field.name} className="checkbox-field" />;
    case 'count':
      return <TextInput {...chosen} type="number" min={1} />;
    case 'date':
      return <TextInput {...chosen} type="date" />;
    case 'text':
    case 'list':
      return <TextInput {...chosen} />;
  }
}

const withNone = (choices: readonly (readonly [string, string])[]) => [
  { value: '', label: '' },
  ...choices.map(([value, label]) => ({ value, label })),
];
