const MEANINGS: Record<string, readonly [label: string, meaning: string]> = {
  seed: ['Signed text', 'It is written in the signed agreement.'],
  filed: ['Filed', 'It is in a document filed with the commission.'],
  rule: ['Rule', 'It is set by a federal or state rule.'],
  sister: ['Sister agreement', "It is taken from another carrier's filed agreement."],
  assumed: ['Assumed', 'Nobody has confirmed it: check it before you rely on it.'],
};

/** Where a value comes from, in one word that explains itself. */
export function Provenance({ of }: { of: string }) {
  const [label, meaning] = MEANINGS[of] ?? [of, ''];
  return (
    <span className={`provenance provenance-${of}`} title={meaning}>
      {label}
    </span>
  );
}

/** What the words mean. */
export function ProvenanceLegend() {
  return (
    <dl className="legend" aria-label="Where values come from">
      {Object.entries(MEANINGS).map(([code, [, meaning]]) => (
        <div key={code}>
          <dt>
            <Provenance of={code} />
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
