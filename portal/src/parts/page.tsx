import { useEffect } from 'react';
import type { ReactNode } from 'react';

/** Heading of a page, its place in the browser's title, and what stands beside it. */
export function PageTitle({ title, under, aside }: { title: string; under?: ReactNode; aside?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} – Meetpoint`;
  }, [title]);
  return (
    <header className="page-title">
      <div>
        <h1>{title}</h1>
        {under === undefined ? null : <div className="page-under">{under}</div>}
      </div>
      {aside === undefined ? null : <div className="page-aside">{aside}</div>}
    </header>
  );
}

/** A part of a page under its own heading. */
export function Part({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="part">
      <h2>{title}</h2>
      {note === undefined ? null : <p className="note">{note}</p>}
      {children}
    </section>
  );
}

/** A wide table that scrolls by itself, by keyboard too. */
export function TableFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="table-frame" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

/** Names and values in two columns. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
