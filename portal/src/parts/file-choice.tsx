import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { DragEvent, FormEvent } from 'react';
import type { Sending } from '../api/use-order-file.ts';
import { fileSize } from '../format.ts';
import { Part } from './page.tsx';
import { Problems } from './states.tsx';

interface Props {
  readonly sending: Sending | undefined;
  readonly onSend: (file: File) => Promise<void>;
}

const KINDS = '.xlsx,.csv,.txt,.tsv,.xml';

/** One file, chosen or dropped, and sent; what goes on, and why it did not work. */
export function FileChoice({ sending, onSend }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [said, setSaid] = useState('');
  const isSending = sending?.state === 'sending';
  useDropsBesideAreNothing();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const file = input.current?.files?.[0];
    if (file !== undefined && !isSending) void onSend(file);
  };
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(true);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    const { files } = event.dataTransfer;
    if (input.current === null || files.length === 0) return;
    if (files.length > 1) return setSaid('One file at a time: drop one of them.');
    input.current.files = files;
    setSaid('');
  };
  return (
    <Part title="Your file">
      <form onSubmit={submit} aria-label="Send a file">
        <div
          className={isOver ? 'file-drop file-drop-over' : 'file-drop'}
          onDragEnter={over}
          onDragOver={over}
          onDragLeave={() => setIsOver(false)}
          onDrop={drop}
        >
          <label htmlFor="order-file">Choose a file, or drop it here</label>
          <input
            ref={input}
            id="order-file"
            type="file"
            accept={KINDS}
            required
            aria-describedby="order-file-rules"
            onChange={() => setSaid('')}
          />
        </div>
        <p className="file-said" role="status">
          {said}
        </p>
        <Button type="submit" loading={isSending}>
          Send the file
        </Button>
      </form>
      <div role="status">{isSending ? <OnItsWay {...sending} /> : null}</div>
      {sending?.state === 'failed' ? (
        <div className="file-failed">
          <p>About {sending.name}:</p>
          <Problems error={sending.error} />
        </div>
      ) : null}
    </Part>
  );
}

/** A browser opens a file that is dropped beside the place for it, and leaves the page. */
function useDropsBesideAreNothing(): void {
  useEffect(() => {
    const nothing = (event: Event): void => event.preventDefault();
    const events = ['dragover', 'drop'];
    for (const event of events) window.addEventListener(event, nothing);
    return () => {
      for (const event of events) window.removeEventListener(event, nothing);
    };
  }, []);
}

/** That the file is being taken, and for how long; the seconds are for the eye alone. */
function OnItsWay({ name, size, since }: Extract<Sending, { state: 'sending' }>) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const tick = (): void => setSeconds(Math.max(0, Math.round((Date.now() - since) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [since]);
  return (
    <p className="file-going">
      {name} ({fileSize(size)}) is being sent, and each order tested and taken
      <span aria-hidden="true" className="file-seconds">
        : {seconds} s so far
      </span>
      . Ten thousand lines take a minute or so; the result will stand here if you look at other pages
      meanwhile.
    </p>
  );
}
