import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Me } from '../../../src/gateways/http-api/shapes/agreement.ts';
import type { ClientView } from '../../../src/gateways/http-api/shapes/client.ts';
import { RIGHTS, clientRights } from '../../../src/parties/rights.ts';
import type { Right } from '../../../src/parties/rights.ts';
import { postJson } from '../api/client.ts';
import { useAct } from '../api/use-act.ts';
import { instantOf } from '../times.ts';
import { Problems } from './states.tsx';

interface Props {
  readonly me: Me;
  readonly timeZone: string;
  readonly onAdded: (shown: { name: string; client: string; secret: string }) => void;
}
interface Made {
  readonly client: ClientView;
  readonly secret: { readonly secret: string };
}

/** A program with what it may do: never more than the carrier's own people. */
export function NewProgram({ me, timeZone, onAdded }: Props) {
  const [scopes, setScopes] = useState<string[]>([]);
  const allowed = clientRights(me.sides);
  const add = useAct((said: object) => postJson<Made>('/api/clients', said));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const text = (name: string): string => String(data.get(name) ?? '').trim();
    const [until, most] = [text('until'), text('most')];
    const said = {
      name: text('name'),
      scopes,
      ...(until === '' ? {} : { expiresAt: instantOf(`${until}T00:00`, timeZone) }),
      ...(most === '' ? {} : { requestsPerMinute: Number(most) }),
    };
    add.mutate(said, {
      onSuccess: ({ client, secret: { secret } }) => {
        form.reset();
        setScopes([]);
        onAdded({ name: client.name, client: client.id, secret });
      },
    });
  };
  return (
    <form onSubmit={submit} aria-label="Add a program">
      <div className="facts-form">
        <TextInput label="Name" name="name" maxLength={100} autoComplete="off" required />
        <TextInput label="Ends on" description="Empty: when somebody ends it" name="until" type="date" />
        <TextInput
          label="Requests a minute"
          description="Empty: no limit of its own"
          name="most"
          type="number"
          min={1}
        />
      </div>
      <Checkbox.Group label="What it may do" className="scopes" value={scopes} onChange={setScopes}>
        {(Object.keys(RIGHTS) as Right[])
          .filter((right) => allowed.has(right))
          .map((right) => (
            <Checkbox key={right} value={right} label={RIGHTS[right]} description={right} />
          ))}
      </Checkbox.Group>
      <Button type="submit" loading={add.isPending}>
        Add
      </Button>
      {add.error === null ? null : <Problems error={add.error} />}
    </form>
  );
}
