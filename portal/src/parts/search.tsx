import { useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { SearchHit, SearchView } from '../../../src/gateways/http-api/shapes/search.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { words } from '../format.ts';
import { queryOf, useTimes } from '../times.ts';
import { Provenance } from './provenance.tsx';
import { ReaderLink } from './reader-link.tsx';
import { Answer, Empty } from './states.tsx';

/** The field in which words are looked for; they go into the address. */
export function SearchField() {
  const { base } = pagesOf(useAgreement());
  const [search] = useSearchParams();
  const times = useTimes();
  const navigate = useNavigate();
  const asked = search.get('q') ?? '';
  const [shown, setShown] = useState({ asked, text: asked });
  // Going back to another search shows its words.
  const text = shown.asked === asked ? shown.text : asked;
  const find = (event: FormEvent): void => {
    event.preventDefault();
    const q = text.trim();
    void navigate(`${base}/text${queryOf({ ...times, q: q.length < SHORTEST ? '' : q })}`);
  };
  return (
    <form role="search" className="search" onSubmit={find}>
      <label htmlFor="search-words" className="visually-hidden">
        Find in the agreement
      </label>
      <input
        id="search-words"
        type="search"
        value={text}
        placeholder="Words, or III §9.4"
        maxLength={200}
        onChange={(event) => setShown({ asked, text: event.target.value })}
      />
      <button type="submit">Find</button>
    </form>
  );
}

const SHORTEST = 2;
const MOST = '100';

/** What was found, the best first, each with the words around it. */
export function SearchHits({ query }: { query: string }) {
  const agreement = useAgreement();
  const address = `${apiPath('agreements', agreement.form, agreement.variant, 'search')}${queryOf({ ...useTimes(), q: query, limit: MOST })}`;
  const found = useApi<SearchView>(address);
  return (
    <section className="hits" aria-label="Found in the agreement" aria-live="polite">
      <h2>Found for “{query}”</h2>
      <Answer query={found}>
        {({ hits, total, loose }) =>
          hits.length === 0 ? (
            <Empty>Nothing in the agreement has these words.</Empty>
          ) : (
            <>
              <p className="note">
                {loose ? 'No place has all these words as they are spelled; these come near. ' : ''}
                {total === 1 ? '1 place' : `${total} places`}
                {total > hits.length ? `, the first ${hits.length} are shown` : ''}
              </p>
              <ol>
                {hits.map((hit, index) => (
                  <Hit key={`${hit.citation} ${hit.title} ${index}`} hit={hit} />
                ))}
              </ol>
            </>
          )
        }
      </Answer>
    </section>
  );
}

const KINDS: Record<SearchHit['kind'], string> = {
  section: 'Section',
  definition: 'Definition',
  term: 'Term',
  row: 'Row of a table',
  amendment: 'Amendment',
  tariff: 'Tariff',
  law: 'Law',
};

function Hit({ hit }: { hit: SearchHit }) {
  const [table = '', row] = hit.title.split('#');
  return (
    <li>
      <p className="hit-head">
        <ReaderLink citation={hit.citation}>
          {row !== undefined ? (
            <>
              {words(table)}: <code>{row}</code>
            </>
          ) : hit.kind === 'term' ? (
            <code>{hit.title}</code>
          ) : (
            hit.title
          )}
        </ReaderLink>{' '}
        <span className="section-citation">{hit.citation}</span>{' '}
        <span className="dim">{KINDS[hit.kind]}</span>{' '}
        {hit.provenance === undefined ? null : <Provenance of={hit.provenance} />}
      </p>
      <p className="hit-context">
        {hit.context.map((piece, index) =>
          piece.hit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
        )}
      </p>
    </li>
  );
}
