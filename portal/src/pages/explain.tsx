import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import Markdown from 'react-markdown';
import { Link, useSearchParams } from 'react-router';
import type { Explanation } from '../../../src/flows/explain/explanation.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { money, plain, sentence, signedMoney, words } from '../format.ts';
import { ClauseLink } from '../parts/clause.tsx';
import { Data } from '../parts/data.tsx';
import { PageTitle, Part } from '../parts/page.tsx';
import { ReceiptTree } from '../parts/receipt-tree.tsx';
import { Answer } from '../parts/states.tsx';

/** Any id that the product shows, explained down to the clause and the records. `?id=` names it. */
export function ExplainPage() {
  const agreement = useAgreement();
  const [search, setSearch] = useSearchParams();
  const id = search.get('id') ?? '';
  const path = `${apiPath('agreements', agreement.form, agreement.variant, 'explain')}?id=${encodeURIComponent(id)}`;
  const explanation = useApi<Explanation>(id === '' ? undefined : path);
  const ask = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const wanted = String(new FormData(event.currentTarget).get('id') ?? '').trim();
    setSearch(wanted === '' ? {} : { id: wanted });
  };
  return (
    <>
      <PageTitle title="Explain" under="Any number, date or rejection: how it was made, and on what words" />
      <form className="ask" onSubmit={ask} role="search">
        <TextInput
          key={id}
          label="Id"
          description="Of a bill line, an order, a deadline, a call, a measure or a finding, as the pages and files show it"
          name="id"
          defaultValue={id}
          required
        />
        <Button type="submit">Explain</Button>
      </form>
      {id === '' ? null : <Answer query={explanation}>{(data) => <Explained explanation={data} />}</Answer>}
    </>
  );
}

/** Wider tables are hard to read: their records stand one by one. */
const MOST_COLUMNS = 8;

/** Amounts as money; that of a finding is a difference. */
function valueText(kind: Explanation['kind'], value: Explanation['value']): string {
  if (kind === 'bill-line') return money(String(value));
  return kind === 'finding' ? signedMoney(String(value)) : plain(value);
}

function Explained({ explanation }: { explanation: Explanation }) {
  const pages = pagesOf(useAgreement());
  const { id, kind, title, value, receipt, clauses, records, related } = explanation;
  return (
    <article className="explained">
      <h2>
        {words(kind)} {id}
      </h2>
      <p>{sentence(title)}</p>
      {value === undefined ? null : <p className="explained-value">{valueText(kind, value)}</p>}
      {clauses.length === 0 ? null : (
        <Part title="What the agreement says">
          {clauses.map((clause) => (
            <blockquote key={clause.citation} className="clause-text">
              <p className="clause-head">
                <ClauseLink citation={clause.citation} />
              </p>
              <Markdown>{clause.text}</Markdown>
            </blockquote>
          ))}
        </Part>
      )}
      {receipt === undefined ? null : <ReceiptTree receipt={receipt} />}
      {records.length === 0 ? null : (
        <Part title="Records it rests on">
          <Records records={records} />
        </Part>
      )}
      {related.length === 0 ? null : (
        <Part title="Go on to">
          <ul>
            {related.map((next) => (
              <li key={next}>
                <Link to={pages.explain(next)}>{next}</Link>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </article>
  );
}

/** Records of one form as a table, others one by one. */
function Records({ records }: { records: readonly unknown[] }) {
  const columns = new Set(records.flatMap((record) => Object.keys(record ?? {})));
  if (records.length > 1 && columns.size <= MOST_COLUMNS) return <Data label="Records" value={records} />;
  return records.map((record, index) => (
    <div key={index} className="record">
      <Data label={`Record ${index + 1}`} value={record} />
    </div>
  ));
}
