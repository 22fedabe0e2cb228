import { plain, words } from '../format.ts';
import { Facts } from './page.tsx';

/** What went into a decision: its facts by name, those within a fact indented below it. */
export function FactList({ facts }: { facts: unknown }) {
  if (!isFields(facts)) return <p>{plain(facts)}</p>;
  const entries = Object.entries(facts);
  if (entries.length === 0) return <p className="empty">Nothing but the agreement.</p>;
  return (
    <Facts
      facts={entries.map(([name, value]) => [words(name), <Fact key={name} value={value} />] as const)}
    />
  );
}

const LONG = 240;

/** A fact; long lists fold away. */
export function Fact({ value }: { value: unknown }) {
  if (isFields(value) && Object.keys(value).length > 0) return <FactList facts={value} />;
  const text = plain(value);
  if (text.length <= LONG) return text;
  return (
    <details>
      <summary>{Array.isArray(value) ? `${value.length} values` : `${text.slice(0, LONG / 3)}…`}</summary>
      {text}
    </details>
  );
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
