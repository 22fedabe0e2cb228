import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { ClockView, Due } from '../../../src/gateways/http-api/shapes/decision.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { moment, words } from '../format.ts';
import { ClauseLink } from './clause.tsx';
import { Provenance } from './provenance.tsx';
import { ReceiptTree } from './receipt-tree.tsx';
import { Answer } from './states.tsx';

/** A clock, a start, and when it would run out. */
export function DeadlineForm({ clocks }: { clocks: readonly ClockView[] }) {
  const agreement = useAgreement();
  const [name, setName] = useState(clocks[0]?.name ?? '');
  const [asked, setAsked] = useState<string>();
  const clock = clocks.find((one) => one.name === name);
  const due = useApi<Due>(asked);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget)].filter(([, value]) => value !== '');
    const query = new URLSearchParams(fields.map(([key, value]) => [key, String(value)]));
    setAsked(`${apiPath('agreements', agreement.form, agreement.variant, 'due', name)}?${query}`);
  };
  return (
    <>
      <form className="facts-form" onSubmit={submit}>
        <NativeSelect
          label="Clock"
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setAsked(undefined);
          }}
          data={clocks.map((one) => ({ value: one.name, label: words(one.name) }))}
        />
        <TextInput
          label="Starts at"
          description={`Local time, ${agreement.timeZone}`}
          name="at"
          type="datetime-local"
          required
        />
        {clock?.eitherParty === true ? (
          <NativeSelect
            label="Who must act"
            name="performer"
            data={[
              { value: '', label: 'As the agreement usually has it' },
              { value: agreement.ilec.id, label: agreement.ilec.name },
              { value: agreement.clec.id, label: agreement.clec.name },
            ]}
          />
        ) : null}
        {clock?.needsOrder === true ? (
          <>
            <TextInput
              label="Product"
              name="product"
              description="Code, as in the agreement's products"
              required
            />
            <TextInput label="Quantity" name="quantity" type="number" min={1} defaultValue="1" required />
          </>
        ) : null}
        <div className="wide">
          <Button type="submit">Count</Button>
          {clock === undefined ? null : (
            <span className="note beside">
              {clock.length ?? 'By product and quantity'}, <ClauseLink citation={clock.citation} />{' '}
              <Provenance of={clock.provenance} />
            </span>
          )}
        </div>
      </form>
      <div aria-live="polite">
        {asked === undefined ? null : (
          <Answer query={due}>
            {(data) => (
              <div className="answer">
                <p className="answer-value">
                  {data.dueAt === undefined
                    ? (data.negotiated ?? '')
                    : moment(data.dueAt, agreement.timeZone)}
                </p>
                <ReceiptTree receipt={data.receipt} />
              </div>
            )}
          </Answer>
        )}
      </div>
    </>
  );
}
