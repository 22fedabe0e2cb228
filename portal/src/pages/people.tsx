import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Me } from '../../../src/gateways/http-api/shapes/agreement.ts';
import type { UserView } from '../../../src/gateways/http-api/shapes/user.ts';
import type { UserRole } from '../../../src/parties/rights.ts';
import { ROLE_RIGHTS } from '../../../src/parties/rights.ts';
import { postJson } from '../api/client.ts';
import { useAct } from '../api/use-act.ts';
import { useApi, useMe } from '../api/use-api.ts';
import { words } from '../format.ts';
import { PageTitle, Part } from '../parts/page.tsx';
import { PeopleTable } from '../parts/people-table.tsx';
import { ShownOnce } from '../parts/shown-once.tsx';
import { Answer, Problems } from '../parts/states.tsx';
import { rightsInWords, rolesOn } from '../roles.ts';
import '../people.css';

interface Shown {
  readonly email: string;
  readonly password: string;
}

/** Who signs in for the carrier: added, given roles, ended. */
export function PeoplePage() {
  const me = useMe().data;
  const users = useApi<UserView[]>('/api/users');
  const [shown, setShown] = useState<Shown>();
  if (!me) return null;
  return (
    <>
      <PageTitle title="People" under={`Who signs in for ${me.party.name}`} />
      {shown === undefined ? null : (
        <ShownOnce
          title={`Password of ${shown.email}`}
          entries={[
            ['E-mail', shown.email],
            ['Password', shown.password],
          ]}
          onKept={() => setShown(undefined)}
        >
          <p>They change it under “Your account”.</p>
        </ShownOnce>
      )}
      <Answer query={users}>{(list) => <PeopleTable me={me} users={list} onPassword={setShown} />}</Answer>
      <Part title="Add a person" note="A password is made for them and shown to you once.">
        <AddPerson me={me} onAdded={setShown} />
      </Part>
    </>
  );
}

function AddPerson({ me, onAdded }: { me: Me; onAdded: (shown: Shown) => void }) {
  const roles = rolesOn(me.sides);
  const [role, setRole] = useState<UserRole | undefined>(roles[0]);
  const add = useAct((said: Record<string, string>) => postJson<Shown>('/api/users', said));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const said = Object.fromEntries(
      ['email', 'name', 'role'].map((key) => [key, String(data.get(key)).trim()]),
    );
    add.mutate(said, {
      onSuccess: (made) => {
        form.reset();
        setRole(roles[0]);
        onAdded(made);
        window.scrollTo(0, 0);
      },
    });
  };
  return (
    <form onSubmit={submit} aria-label="Add a person">
      <div className="facts-form">
        <TextInput label="Name" name="name" maxLength={100} autoComplete="off" required />
        <TextInput label="E-mail" name="email" type="email" autoComplete="off" required />
        <NativeSelect
          label="Role"
          name="role"
          value={role}
          onChange={(event) => setRole(event.currentTarget.value as UserRole)}
          data={roles.map((one) => ({ value: one, label: words(one) }))}
        />
        <Button type="submit" loading={add.isPending}>
          Add
        </Button>
      </div>
      {role === undefined ? null : <p className="note">May {rightsInWords(ROLE_RIGHTS[role]).join('; ')}.</p>}
      {add.error === null ? null : <Problems error={add.error} />}
    </form>
  );
}
