import { Button, NativeSelect } from '@mantine/core';
import type { FormEvent } from 'react';
import { may, useMe } from '../api/use-api.ts';
import { words } from '../format.ts';

/** Purposes that people of a carrier have on this page; the server refuses those that the agreement does not allow. */
const PURPOSES = ['provisioning', 'repair', 'billing', 'dispute', 'audit'] as const;

/** Asks what an end user is looked at for, of those who may: the view is put on record with the answer. */
export function EndUserAsk({ onAsk }: { onAsk: (purpose: string) => void }) {
  const me = useMe();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onAsk(String(new FormData(event.currentTarget).get('purpose')));
  };
  if (!may(me.data, 'customers:view'))
    return <p className="note">What it tells of the end user is not shown to your role.</p>;
  return (
    <form className="facts-form" onSubmit={submit}>
      <NativeSelect
        label="The end user is shown for"
        description="The view is put on record with your name and the purpose."
        name="purpose"
        data={PURPOSES.map((purpose) => ({ value: purpose, label: words(purpose) }))}
      />
      <Button type="submit" variant="default">
        Show the end user
      </Button>
    </form>
  );
}
