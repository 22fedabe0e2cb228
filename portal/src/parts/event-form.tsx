import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Case, CaseEventDef } from '../../../src/gateways/http-api/shapes/case.ts';
import { useAgreement } from '../agreement-context.tsx';
import { ApiProblems, apiPath, postJson } from '../api/client.ts';
import { bodyFields, readBody } from '../body-fields.ts';
import { words } from '../format.ts';
import { BodyInput } from './body-input.tsx';
import { Problems } from './states.tsx';

interface Props {
  readonly kind: string;
  /** Of the case. */
  readonly id: string;
  readonly event: CaseEventDef;
  readonly onRecorded: (made: Case) => void;
  /** Where it is sent; default: to the events of the case. */
  readonly path?: string;
  /** What fields hold at first, and what they may be: see the inputs of a body. */
  readonly defaults?: Parameters<typeof BodyInput>[0]['defaults'];
  readonly choices?: Parameters<typeof BodyInput>[0]['choices'];
}

/** What an event says, when it happened, and the button that records it. */
export function EventForm({ kind, id, event, onRecorded, path, defaults, choices }: Props) {
  const { form, variant, timeZone } = useAgreement();
  const queries = useQueryClient();
  const [badJson, setBadJson] = useState<Error>();
  const fields = bodyFields(event.body);
  const record = useMutation<Case, Error, { event: string; occurredAt?: string; body: unknown }>({
    mutationFn: (said) =>
      postJson(path ?? apiPath('agreements', form, variant, 'cases', kind, id.trim(), 'events'), said),
    onSuccess: async (made) => {
      onRecorded(made);
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    },
  });
  const submit = (submitted: FormEvent<HTMLFormElement>): void => {
    submitted.preventDefault();
    const data = new FormData(submitted.currentTarget);
    const occurredAt = String(data.get('occurredAt') ?? '');
    try {
      const body = readBody(fields, data);
      setBadJson(undefined);
      record.mutate({ event: event.name, ...(occurredAt === '' ? {} : { occurredAt }), body });
    } catch {
      setBadJson(new Error('A structured field is not JSON: check its brackets, quotes and commas.'));
    }
  };
  const error = badJson ?? record.error;
  const errors = errorsByField(record.error);
  const timeError = errors.get('occurredAt');
  return (
    <>
      <form className="facts-form event-form" onSubmit={submit} aria-label={words(event.name)}>
        {fields.map((field) => (
          <BodyInput
            key={field.path}
            field={field}
            isNeeded
            errors={errors}
            {...(defaults === undefined ? {} : { defaults })}
            {...(choices === undefined ? {} : { choices })}
          />
        ))}
        <TextInput
          label="When it happened"
          description={`Empty: now. Local time, ${timeZone}`}
          name="occurredAt"
          type="datetime-local"
          {...(timeError === undefined ? {} : { error: timeError })}
        />
        <div className="wide">
          <Button type="submit" loading={record.isPending}>
            Record: {words(event.name)}
          </Button>
          <span className="note beside">It cannot be changed afterwards.</span>
        </div>
      </form>
      <div aria-live="polite">{error ? <Problems error={error} /> : null}</div>
    </>
  );
}

/** The cure beside the input that it is about. */
function errorsByField(error: Error | null): ReadonlyMap<string, string> {
  const problems = error instanceof ApiProblems ? error.problems : [];
  return new Map(
    problems.flatMap(({ field, cure }) => (field === undefined ? [] : [[field, cure] as const])),
  );
}
