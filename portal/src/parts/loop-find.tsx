import { Button, TextInput, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { PreOrderResult } from '../../../src/gateways/http-api/shapes/pre-order.ts';
import type { LoopMakeup } from '../../../src/network/plant/loop-makeup.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath, postJson } from '../api/client.ts';
import { may, useMe } from '../api/use-api.ts';
import { ProblemList, Problems } from './states.tsx';

/** A loop with what it is made of. */
export interface FoundLoop {
  readonly loop: string;
  readonly status?: string;
  readonly makeup: LoopMakeup;
}

const EXAMPLE = `{
  "loop": "EXAMPLE", "source": "records", "asOf": "2026-11-01",
  "segments": [{ "gauge": 26, "feet": 6000 }, { "gauge": 24, "feet": 8000 }, { "gauge": 22, "feet": 2000 }],
  "bridgedTaps": [{ "feet": 1800, "feetFromOffice": 9000 }],
  "loadCoils": [{ "feetFromOffice": 3000 }], "repeaters": [], "carrier": "none"
}`;

/** Looks loops up in the plant of the incumbent, by id or address, or reads a make-up that somebody has. */
export function LoopFind({ onFound }: { onFound: (loops: readonly FoundLoop[]) => void }) {
  const { form, variant } = useAgreement();
  const me = useMe();
  const [pasted, setPasted] = useState<Error>();
  const ask = useMutation<PreOrderResult, Error, Record<string, string>>({
    mutationFn: (facts) =>
      postJson(apiPath('agreements', form, variant, 'pre-order', 'loop-makeup'), { facts }),
    onSuccess: ({ details }) => onFound((details['loops'] ?? []) as FoundLoop[]),
    onError: () => onFound([]),
  });
  const find = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [loop, address] = ['loop', 'address'].map((name) => String(data.get(name) ?? '').trim());
    setPasted(undefined);
    ask.mutate({ ...(loop ? { loop } : {}), ...(address && !loop ? { address } : {}) });
  };
  const read = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    ask.reset();
    try {
      const makeup = JSON.parse(String(new FormData(event.currentTarget).get('makeup'))) as LoopMakeup;
      setPasted(undefined);
      onFound([{ loop: makeup.loop, makeup }]);
    } catch {
      setPasted(new Error('This is no make-up in JSON: check its brackets, quotes and commas.'));
      onFound([]);
    }
  };
  return (
    <>
      {may(me.data, 'pre-order:query') ? (
        <form className="loop-find" onSubmit={find}>
          <TextInput label="Loop" name="loop" description="The incumbent's id" />
          <TextInput label="or address" name="address" description="House number, street, city" />
          <Button type="submit" loading={ask.isPending}>
            Look up
          </Button>
        </form>
      ) : null}
      <details className="loop-paste">
        <summary>Paste a make-up</summary>
        <form onSubmit={read}>
          <Textarea label="Make-up (JSON)" name="makeup" autosize minRows={6} defaultValue={EXAMPLE} />
          <Button type="submit" variant="default" mt="xs">
            Show this loop
          </Button>
        </form>
      </details>
      <div aria-live="polite">
        {pasted === undefined ? null : <Problems error={pasted} />}
        {ask.isError ? <Problems error={ask.error} /> : null}
        {ask.data === undefined || ask.data.problems.length === 0 ? null : (
          <ProblemList problems={ask.data.problems} />
        )}
      </div>
    </>
  );
}
