import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import icon from '../icon.svg';
import { postJson } from '../api/client.ts';
import { Problems } from '../parts/states.tsx';

export function SignInPage() {
  const queries = useQueryClient();
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = 'Sign in – Meetpoint';
  }, []);
  const signIn = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(undefined);
    try {
      await postJson('/api/sign-in', { email: form.get('email'), password: form.get('password') });
      await queries.resetQueries({ queryKey: ['me'] });
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error('Signing in failed.'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={(event) => void signIn(event)}>
        <p className="sign-in-brand">
          <img src={icon} alt="" width="40" height="40" /> Meetpoint
        </p>
        <h1>Sign in</h1>
        <p className="note">
          Orders, calls, bills and the clauses behind them, under your interconnection agreement.
        </p>
        {error === undefined ? null : <Problems error={error} />}
        <TextInput label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
        <PasswordInput label="Password" name="password" autoComplete="current-password" required />
        <Button type="submit" loading={busy} fullWidth>
          Sign in
        </Button>
      </form>
    </main>
  );
}
