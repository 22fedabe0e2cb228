import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** Name and text; the text is copied as it stands. */
  readonly entries: readonly (readonly [string, string])[];
  readonly children?: ReactNode;
  readonly onKept?: () => void;
}

/** Secrets that the server keeps as a hash only: shown this once, to copy. */
export function ShownOnce({ title, entries, children, onKept }: Props) {
  return (
    <section className="shown-once" aria-label={title}>
      <h3>{title}</h3>
      <p>Shown this once: copy it now, and send it by a way that only its owner reads.</p>
      <dl>
        {entries.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{text}</code> <Copy text={text} name={name} />
            </dd>
          </div>
        ))}
      </dl>
      {children}
      {onKept === undefined ? null : (
        <Button variant="default" size="xs" onClick={onKept}>
          I have it
        </Button>
      )}
    </section>
  );
}

export function Copy({ text, name }: { text: string; name: string }) {
  const { copied, copy } = useClipboard();
  return (
    <Button variant="default" size="compact-xs" aria-label={`Copy: ${name}`} onClick={() => copy(text)}>
      <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
    </Button>
  );
}
