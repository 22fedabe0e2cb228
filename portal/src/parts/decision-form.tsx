import { Button, TextInput, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Receipt } from '../../../src/base/receipt.ts';
import type { DecisionView } from '../../../src/gateways/http-api/shapes/decision.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath, postJson } from '../api/client.ts';
import { factFields, readFacts } from '../fact-fields.ts';
import { money, plain } from '../format.ts';
import { FactInput } from './fact-input.tsx';
import { ReceiptTree } from './receipt-tree.tsx';
import { Problems } from './states.tsx';

/** The facts of a question, a day, and the answer with its receipt. */
export function DecisionForm({ decision }: { decision: DecisionView }) {
  const { form, variant } = useAgreement();
  const fields = factFields(decision.facts);
  const [badJson, setBadJson] = useState<Error>();
  const decide = useMutation<Receipt, Error, { facts: unknown; asOf?: string }>({
    mutationFn: (body) => postJson(apiPath('agreements', form, variant, 'decisions', decision.name), body),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const asOf = String(data.get('asOf') ?? '');
    try {
      const facts = fields === undefined ? JSON.parse(String(data.get('json'))) : readFacts(fields, data);
      setBadJson(undefined);
      decide.mutate({ facts, ...(asOf === '' ? {} : { asOf }) });
    } catch {
      setBadJson(new Error('A structured fact is not JSON: check its brackets, quotes and commas.'));
    }
  };
  const error = badJson ?? decide.error;
  return (
    <>
      <p className="note">{decision.doc}</p>
      <form className="facts-form" onSubmit={submit}>
        {fields === undefined ? (
          <Textarea
            label="Facts (JSON)"
            name="json"
            autosize
            minRows={6}
            defaultValue="{}"
            className="wide"
          />
        ) : (
          fields.map((field) => <FactInput key={field.name} field={field} />)
        )}
        <TextInput
          label="By the terms in force on"
          description="Empty: the day that the facts tell, else today"
          name="asOf"
          type="date"
        />
        <div className="wide">
          <Button type="submit" loading={decide.isPending}>
            Ask
          </Button>
        </div>
      </form>
      <div aria-live="polite">
        {error ? <Problems error={error} /> : null}
        {decide.data === undefined || error ? null : (
          <div className="answer">
            <p className="answer-value">
              {decision.value === 'decimal' ? money(String(decide.data.value)) : plain(decide.data.value)}
            </p>
            <ReceiptTree receipt={decide.data} />
          </div>
        )}
      </div>
    </>
  );
}
