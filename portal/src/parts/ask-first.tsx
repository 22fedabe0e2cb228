import { Button, Modal } from '@mantine/core';
import type { ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useAct } from '../api/use-act.ts';
import { Problems } from './states.tsx';

interface Props extends Pick<ButtonProps, 'variant' | 'color' | 'size'> {
  /** What the button says, and the button that does it. */
  readonly label: string;
  /** Tells buttons of many rows apart: `Remove Ann`. */
  readonly of?: string;
  readonly title: string;
  readonly children: ReactNode;
  readonly act: () => Promise<unknown>;
}

/** A button for what is not easily undone: it says what will be, and does it on a second press. */
export function AskFirst({ label, of, title, children, act, ...look }: Props) {
  const [opened, { open, close }] = useDisclosure();
  const doing = useAct<void, unknown>(act);
  const go = (): void => doing.mutate(undefined, { onSuccess: close });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        {...look}
        onClick={open}
        {...(of === undefined ? {} : { 'aria-label': `${label}: ${of}` })}
      >
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={title} centered lockScroll={false}>
        {children}
        {doing.error === null ? null : <Problems error={doing.error} />}
        <div className="ask-first">
          <Button color={look.color ?? 'teal'} loading={doing.isPending} onClick={go}>
            {label}
          </Button>
          <Button variant="default" onClick={close}>
            Leave it
          </Button>
        </div>
      </Modal>
    </>
  );
}
