import { Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { postJson } from '../api/client.ts';
import { useAct } from '../api/use-act.ts';
import { useMe } from '../api/use-api.ts';
import { words } from '../format.ts';
import { OwnSessions } from '../parts/own-sessions.tsx';
import { Facts, PageTitle, Part } from '../parts/page.tsx';
import { SecondFactor } from '../parts/second-factor.tsx';
import { Problems } from '../parts/states.tsx';
import { rightsInWords } from '../roles.ts';
import '../people.css';

/** Who you are here, what you may do, and how you sign in. */
export function AccountPage() {
  const me = useMe().data;
  if (!me) return null;
  return (
    <>
      <PageTitle title="Your account" under={me.party.name} />
      <div className="halves">
        <Facts
          facts={[
            ['Name', me.user.name],
            ['E-mail', me.user.email],
            ['Role', words(me.user.role)],
            ['For', me.party.name],
          ]}
        />
        <div>
          <h2 className="small-heading">What you may do</h2>
          <ul className="plain-list">
            {rightsInWords(me.rights).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      </div>
      <Part title="Second factor">
        <SecondFactor me={me} />
      </Part>
      <Part
        title="Sessions"
        note="Where you are signed in. End what you do not know, and change your password."
      >
        <OwnSessions />
      </Part>
      <Part title="Password">
        <OwnPassword />
      </Part>
    </>
  );
}

/** All that somebody may do whose role asks for a second factor and who has none yet. */
export function SecondFactorFirstPage() {
  const me = useMe().data;
  if (!me) return null;
  return (
    <>
      <PageTitle title="Set up a second factor" under={`${words(me.user.role)} of ${me.party.name}`} />
      <p>Your role asks for one. It takes a minute; then your pages are there.</p>
      <SecondFactor me={me} />
    </>
  );
}

function OwnPassword() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const change = useAct((said: { password: string; newPassword: string }) =>
    postJson<void>('/api/password', said),
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const said = { password: String(data.get('password')), newPassword: String(data.get('newPassword')) };
    change.mutate(said, {
      onSuccess: () => {
        void navigate('/', { state: 'Your password is changed. Sign in with the new one.' });
        queries.setQueryData(['me'], null);
      },
    });
  };
  return (
    <form onSubmit={submit} aria-label="Password">
      <div className="filter">
        <PasswordInput label="Password now" name="password" autoComplete="current-password" required />
        <PasswordInput label="New password" name="newPassword" autoComplete="new-password" required />
        <Button type="submit" variant="default" loading={change.isPending}>
          Change the password
        </Button>
      </div>
      <p className="note">All of your sessions end, this one too.</p>
      {change.error === null ? null : <Problems error={change.error} />}
    </form>
  );
}
