import { useState } from 'react';
import type { FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import type { AgreementHead } from '../../../src/gateways/http-api/shapes/agreement.ts';
import type { DiffView } from '../../../src/gateways/http-api/shapes/diff.ts';
import '../agreement.css';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { day, moment } from '../format.ts';
import { DiffSections } from '../parts/diff-sections.tsx';
import { DiffTerms } from '../parts/diff-terms.tsx';
import { DiffDocuments, DiffMarks } from '../parts/diff-documents.tsx';
import { PageTitle } from '../parts/page.tsx';
import { Answer } from '../parts/states.tsx';
import { Touched } from '../parts/touched.tsx';
import { instantOf, localTime, queryOf } from '../times.ts';

const FIELDS = ['asOf', 'asKnown', 'with', 'asOfB', 'asKnownB'] as const;
type Question = Record<(typeof FIELDS)[number], string>;

/** What differs between two days, two states of knowledge or two agreements, and what is open and rests on it. */
export function DiffPage() {
  const agreement = useAgreement();
  const [search, setSearch] = useSearchParams();
  const question = Object.fromEntries(FIELDS.map((field) => [field, search.get(field) ?? ''])) as Question;
  const asked = queryOf(question);
  const found = useApi<DiffView>(
    asked === '' ? undefined : `${apiPath('agreements', agreement.form, agreement.variant, 'diff')}${asked}`,
  );
  return (
    <>
      <PageTitle
        title="Compare"
        under={`${agreement.parties}: two days, two states of knowledge, or two agreements`}
      />
      <QuestionForm
        key={asked}
        question={question}
        ask={(next) => void setSearch(new URLSearchParams(queryOf(next)))}
      />
      {asked === '' ? (
        <p className="empty">Choose what to compare. An amendment in the reader leads here with its days.</p>
      ) : (
        <Answer query={found}>{(diff) => <Difference diff={diff} />}</Answer>
      )}
    </>
  );
}

function QuestionForm({ question, ask }: { question: Question; ask: (next: Question) => void }) {
  const agreement = useAgreement();
  const agreements = useApi<AgreementHead[]>('/api/agreements');
  const { timeZone } = agreement;
  const [given, setGiven] = useState(question);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    ask(given);
  };
  const set = (field: keyof Question) => (value: string) => setGiven({ ...given, [field]: value });
  return (
    <form className="compare" onSubmit={submit}>
      <fieldset>
        <legend>Before</legend>
        <DayField label="Terms in force on" value={given.asOf} set={set('asOf')} />
        <MomentField value={given.asKnown} set={set('asKnown')} timeZone={timeZone} />
      </fieldset>
      <fieldset>
        <legend>After</legend>
        <DayField label="Terms in force on" value={given.asOfB} set={set('asOfB')} />
        <MomentField value={given.asKnownB} set={set('asKnownB')} timeZone={timeZone} />
        <label>
          Agreement{' '}
          <select value={given.with} onChange={(event) => set('with')(event.target.value)}>
            <option value="">The same</option>
            {(agreements.data ?? [])
              .filter(({ id }) => id !== agreement.id)
              .map(({ id, parties }) => (
                <option key={id} value={id}>
                  {parties} ({id})
                </option>
              ))}
          </select>
        </label>
      </fieldset>
      <div className="compare-foot">
        <button type="submit" className="button">
          Compare
        </button>
        <span className="note">
          Without a day it is today, and after is the day of before; without a moment it is all that is
          recorded.
        </span>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly value: string;
  readonly set: (value: string) => void;
}

const DayField = ({ label, value, set }: FieldProps & { label: string }) => (
  <label>
    {label} <input type="date" value={value} onChange={(event) => set(event.target.value)} />
  </label>
);

const MomentField = ({ value, set, timeZone }: FieldProps & { timeZone: string }) => (
  <label title={`Only what had been recorded by then; ${timeZone}`}>
    As known at{' '}
    <input
      type="datetime-local"
      value={localTime(value, timeZone)}
      onChange={(event) => set(instantOf(event.target.value, timeZone))}
    />
  </label>
);

function Difference({ diff }: { diff: DiffView }) {
  return (
    <>
      <p className="compare-sides">
        <Side side={diff.before} /> <span aria-hidden="true">→</span>{' '}
        <span className="visually-hidden">against</span> <Side side={diff.after} />
      </p>
      {diff.same ? (
        <p className="banner banner-good">Nothing differs: the same terms, rows and words.</p>
      ) : (
        <>
          <Counts counts={diff.counts} />
          {diff.touched === undefined ? null : <Touched touched={diff.touched} />}
          <DiffDocuments diff={diff} />
          <DiffTerms diff={diff} />
          <DiffSections sections={diff.sections} />
          <DiffMarks marks={diff.marks} />
        </>
      )}
    </>
  );
}

function Side({ side }: { side: DiffView['before'] }) {
  const { timeZone } = useAgreement();
  const { agreement, asOf, asKnown } = side;
  return (
    <span className="compare-side">
      <b>{day(asOf)}</b>,{' '}
      {asKnown === null ? 'all that is recorded' : `as known at ${moment(asKnown, timeZone)}`}
      <span className="under">
        {agreement.id}/{agreement.variant} {agreement.version} <code>{agreement.hash.slice(0, 12)}</code>
      </span>
    </span>
  );
}

const NAMES: Record<keyof DiffView['counts'], string> = {
  terms: 'Terms and rows',
  sections: 'Sections',
  marks: 'Marks of what is not executed',
  documents: 'Amendments and corrections',
};

/** How much differs, in a line for each thing. */
function Counts({ counts }: { counts: DiffView['counts'] }) {
  const lines = (Object.keys(NAMES) as (keyof DiffView['counts'])[]).flatMap((name) => {
    const some = Object.entries(counts[name]).filter(([, count]) => count > 0);
    return some.length === 0
      ? []
      : [[name, some.map(([what, count]) => `${count} ${what}`).join(', ')] as const];
  });
  return (
    <ul className="counts" aria-label="How much differs">
      {lines.map(([name, text]) => (
        <li key={name}>
          <b>{NAMES[name]}</b> {text}
        </li>
      ))}
    </ul>
  );
}
