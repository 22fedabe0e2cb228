import type { DiffView, TermDiffView } from '../../../src/gateways/http-api/shapes/diff.ts';
import type { TermView } from '../../../src/gateways/http-api/shapes/agreement.ts';
import { plain, words } from '../format.ts';
import { DiffClause } from './diff-clause.tsx';
import { Part } from './page.tsx';
import { Provenance } from './provenance.tsx';
import { Status } from './status.tsx';
import type { Tone } from './status.tsx';

const CHANGES: Record<TermDiffView['change'], readonly [label: string, tone: Tone, meaning: string]> = {
  changed: ['Changed', 'open', 'Another value.'],
  added: ['Added', 'good', 'Only after.'],
  removed: ['Removed', 'bad', 'Only before.'],
  moved: ['Moved', 'quiet', 'The same value under another section.'],
  restated: ['Restated', 'quiet', 'The same value and section from another source.'],
};
const ORDER = Object.keys(CHANGES) as TermDiffView['change'][];
/** More of one change fold away. */
const MANY = 25;

/** Terms and rows that differ, by how, each field before and after. */
export function DiffTerms({ diff }: { diff: DiffView }) {
  if (diff.terms.length === 0) return null;
  return (
    <Part title="Terms and rows">
      {ORDER.map((change) => {
        const own = diff.terms.filter((term) => term.change === change);
        if (own.length === 0) return null;
        const [label, tone, meaning] = CHANGES[change];
        return (
          <details key={change} className="diff-group" open={own.length <= MANY}>
            <summary>
              <Status of={label} tone={tone} /> {own.length} <span className="dim">{meaning}</span>
            </summary>
            {own.map((term) => (
              <TermDifference key={term.key} term={term} diff={diff} />
            ))}
          </details>
        );
      })}
    </Part>
  );
}

function TermDifference({ term, diff }: { term: TermDiffView; diff: DiffView }) {
  const { key, before, after, fields } = term;
  return (
    <div className="term diff-term">
      <p className="term-head">
        <code>{key}</code>
        <span>
          {before === undefined ? null : <DiffClause citation={before.citation} side={diff.before} />}
          {before === undefined || after === undefined || before.citation === after.citation ? null : ' → '}
          {after === undefined || before?.citation === after.citation ? null : (
            <DiffClause citation={after.citation} side={diff.after} />
          )}
        </span>
      </p>
      {fields.length === 0 ? null : (
        <table className="table narrow diff-fields">
          <caption className="visually-hidden">{key}, field by field</caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, before: was, after: is }) => (
              <tr key={field}>
                <th scope="row">{words(field.replaceAll('.', ' '))}</th>
                <td>{was === undefined ? '–' : <del>{plain(was)}</del>}</td>
                <td>{is === undefined ? '–' : <ins>{plain(is)}</ins>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {fields.length > 0 ? null : <WholeValue term={after ?? before} />}
      <p className="term-source">
        {before === undefined ? null : <Source term={before} />}
        {before === undefined || after === undefined || sameSource(before, after) ? null : ' → '}
        {after === undefined || (before !== undefined && sameSource(before, after)) ? null : (
          <Source term={after} />
        )}
      </p>
    </div>
  );
}

const sameSource = (a: TermView, b: TermView): boolean =>
  a.provenance === b.provenance && a.source === b.source;

const Source = ({ term }: { term: TermView }) => (
  <>
    <Provenance of={term.provenance} /> {term.source}
  </>
);

function WholeValue({ term }: { term: TermView | undefined }) {
  if (term === undefined) return null;
  return (
    <dl className="term-fields">
      {Object.entries(term.value).map(([name, value]) => (
        <div key={name}>
          <dt>{words(name)}</dt>
          <dd>{plain(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
