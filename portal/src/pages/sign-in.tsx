import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useLocation } from 'react-router';
import icon from '../icon.svg';
import { postJson } from '../api/client.ts';
import { Problems } from '../parts/states.tsx';
import { TestBand } from '../parts/test-band.tsx';

/** E-mail and password; then the code of the second factor, where the user has one. */
export function SignInPage() {
  const [isHalfway, setIsHalfway] = useState(false);
  const said: unknown = useLocation().state;
  useEffect(() => {
    document.title = 'Sign in – Meetpoint';
  }, []);
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <p className="sign-in-brand">
          <img src={icon} alt="" width="40" height="40" /> Meetpoint
        </p>
        <TestBand />
        {isHalfway ? (
          <CodeStep onBack={() => setIsHalfway(false)} />
        ) : (
          <PasswordStep
            said={typeof said === 'string' ? said : undefined}
            onHalfway={() => setIsHalfway(true)}
          />
        )}
      </div>
    </main>
  );
}

/** Sends what a step holds; the page behind sign-in comes when it was enough. */
function useStep<Answer>(path: string, onAnswer: (answer: Answer | undefined) => boolean) {
  const queries = useQueryClient();
  const [error, setError] = useState<Error>();
  const [isBusy, setIsBusy] = useState(false);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const body = Object.fromEntries(new FormData(event.currentTarget));
    setIsBusy(true);
    setError(undefined);
    try {
      const isSignedIn = onAnswer(await postJson<Answer | undefined>(path, body));
      if (isSignedIn) await queries.resetQueries({ queryKey: ['me'] });
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error('Signing in failed.'));
    } finally {
      setIsBusy(false);
    }
  };
  return { error, isBusy, submit: (event: FormEvent<HTMLFormElement>) => void send(event) };
}

function PasswordStep({ said, onHalfway }: { said: string | undefined; onHalfway: () => void }) {
  const step = useStep<{ secondFactor: 'needed' }>('/api/sign-in', (answer) => {
    if (answer?.secondFactor === 'needed') onHalfway();
    return answer === undefined;
  });
  return (
    <StepForm {...step} title="Sign in">
      <p className="note">
        {said ?? 'Orders, calls, bills and the clauses behind them, under your interconnection agreement.'}
      </p>
      <TextInput label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
      <PasswordInput label="Password" name="password" autoComplete="current-password" required />
      <Button type="submit" loading={step.isBusy} fullWidth>
        Sign in
      </Button>
    </StepForm>
  );
}

function CodeStep({ onBack }: { onBack: () => void }) {
  const step = useStep('/api/sign-in/second-factor', () => true);
  return (
    <StepForm {...step} title="Second step">
      <p className="note">Open the app on your phone and type the six digits that it shows for Meetpoint.</p>
      <TextInput
        label="Code"
        description="Phone not here? A backup code signs you in once: abcde-fghij"
        name="code"
        autoComplete="one-time-code"
        minLength={6}
        maxLength={20}
        required
        autoFocus
      />
      <Button type="submit" loading={step.isBusy} fullWidth>
        Go on
      </Button>
      <Button variant="subtle" onClick={onBack} fullWidth>
        Start again
      </Button>
    </StepForm>
  );
}

interface StepProps {
  readonly title: string;
  readonly error: Error | undefined;
  readonly submit: (event: FormEvent<HTMLFormElement>) => void;
  readonly children: ReactNode;
}

function StepForm({ title, error, submit, children }: StepProps) {
  return (
    <form className="sign-in-step" onSubmit={submit}>
      <h1>{title}</h1>
      {error === undefined ? null : <Problems error={error} />}
      {children}
    </form>
  );
}
