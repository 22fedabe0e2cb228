import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Me } from '../../../src/gateways/http-api/shapes/agreement.ts';
import { postJson } from '../api/client.ts';
import { useAct } from '../api/use-act.ts';
import { CsvLink } from './csv-link.tsx';
import { QrCode } from './qr-code.tsx';
import { Copy } from './shown-once.tsx';
import { Problems } from './states.tsx';
import { Status } from './status.tsx';

interface Enrolment {
  readonly uri: string;
  readonly backupCodes: readonly string[];
}

/** A code of an app beside the password: set up, with backup codes for the day when the phone is lost, and ended. */
export function SecondFactor({ me }: { me: Me }) {
  return me.secondFactor === 'on' ? <IsOn /> : <SetUp isNeeded={me.secondFactor === 'needed'} />;
}

function SetUp({ isNeeded }: { isNeeded: boolean }) {
  const [begun, setBegun] = useState<Enrolment>();
  if (begun !== undefined) return <Confirm begun={begun} />;
  return (
    <>
      <p>
        <Status of="Off" tone={isNeeded ? 'bad' : 'quiet'} /> With it, signing in asks for six digits that an
        app on your phone shows: a password alone does not do. Any app for one-time codes will do.
      </p>
      <WithPassword<Enrolment> path="/api/second-factor" onDone={setBegun} button="Set it up" />
    </>
  );
}

/** The key inside the address that the QR code shows, in groups of four to be typed. */
const keyOf = (uri: string): string =>
  (new URL(uri).searchParams.get('secret') ?? '').replaceAll(/(.{4})(?=.)/g, '$1 ');

function Confirm({ begun: { uri, backupCodes } }: { begun: Enrolment }) {
  const reread = useReread();
  const confirm = useAct((code: string) => postJson<void>('/api/second-factor/confirm', { code }));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code')).replaceAll(/\s/g, '');
    confirm.mutate(code, { onSuccess: reread });
  };
  return (
    <ol className="enrol">
      <li>
        <h3>Scan this with the app</h3>
        <QrCode text={uri} label="QR code for the app" />
        <p className="note">
          Or type this key into it: <code className="key">{keyOf(uri)}</code>
        </p>
      </li>
      <li>
        <h3>Keep the backup codes</h3>
        <BackupCodes codes={backupCodes} />
      </li>
      <li>
        <h3>Type what the app shows now</h3>
        <form className="filter" onSubmit={submit}>
          <TextInput
            label="Code"
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9]{3} ?[0-9]{3}"
            title="Six digits"
            required
          />
          <Button type="submit" loading={confirm.isPending}>
            Confirm
          </Button>
        </form>
        {confirm.error === null ? null : <Problems error={confirm.error} />}
      </li>
    </ol>
  );
}

function BackupCodes({ codes }: { codes: readonly string[] }) {
  const text = codes.join('\n');
  return (
    <>
      <p>Each signs you in once, when the phone is lost. They are shown this once.</p>
      <ul className="backup-codes" aria-label="Backup codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <Copy text={text} name="backup codes" />{' '}
        <CsvLink name="meetpoint-backup-codes.txt" text={text}>
          Save as a file
        </CsvLink>
      </p>
    </>
  );
}

function IsOn() {
  const reread = useReread();
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <>
      <p>
        <Status of="On" tone="good" /> Signing in asks for a code of your app, or for one of your backup
        codes.
      </p>
      {codes === undefined ? null : <BackupCodes codes={codes} />}
      <details className="under-details">
        <summary>New backup codes</summary>
        <WithPassword<{ backupCodes: string[] }>
          path="/api/second-factor/backup-codes"
          onDone={(made) => setCodes(made.backupCodes)}
          button="Make new codes"
        >
          <p>Those that you have now end.</p>
        </WithPassword>
      </details>
      <details className="under-details">
        <summary>End the second factor</summary>
        <WithPassword path="/api/second-factor/end" onDone={reread} button="End it" color="red">
          <p>Then your password alone signs you in.</p>
        </WithPassword>
      </details>
    </>
  );
}

interface WithPasswordProps<Made> {
  readonly path: string;
  readonly button: string;
  readonly color?: string;
  readonly onDone: (made: Made) => void;
  readonly children?: ReactNode;
}

/** What changes how you sign in asks for your password once more. */
function WithPassword<Made>({ path, button, color, onDone, children }: WithPasswordProps<Made>) {
  const act = useAct((password: string) => postJson<Made>(path, { password }));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    act.mutate(String(new FormData(form).get('password')), {
      onSuccess: (made) => {
        form.reset();
        onDone(made);
      },
    });
  };
  return (
    <form onSubmit={submit} aria-label={button}>
      {children}
      <div className="filter">
        <PasswordInput
          label="Your password, once more"
          name="password"
          autoComplete="current-password"
          required
        />
        <Button type="submit" loading={act.isPending} {...(color === undefined ? {} : { color })}>
          {button}
        </Button>
      </div>
      {act.error === null ? null : <Problems error={act.error} />}
    </form>
  );
}

/** Asks again who is signed in, and in which way. */
function useReread(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ['me'] });
}
