import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { AgreementText, ArticleView } from '../../../src/gateways/http-api/shapes/agreement.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { anchorOf, day } from '../format.ts';
import { PageTitle } from '../parts/page.tsx';
import { ProvenanceLegend } from '../parts/provenance.tsx';
import { Section } from '../parts/section.tsx';
import { Answer } from '../parts/states.tsx';

/** The agreement as people sign it and as the program reads it, side by side. `#III-9.4` goes to that section. */
export function TextPage() {
  const agreement = useAgreement();
  const [asOf, setAsOf] = useState('');
  const base = apiPath('agreements', agreement.form, agreement.variant);
  const text = useApi<AgreementText>(asOf === '' ? base : `${base}?asOf=${asOf}`);
  return (
    <Answer query={text}>
      {(data) => (
        <>
          <PageTitle
            title={data.title}
            under={
              <>
                {data.parties} · version {data.version} {data.status === 'draft' ? '(draft)' : ''} ·{' '}
                <code title={data.hash}>{data.hash.slice(0, 12)}</code>
              </>
            }
            aside={
              <label className="as-of">
                Terms in force on{' '}
                <input
                  type="date"
                  value={asOf === '' ? data.asOf : asOf}
                  onChange={(e) => setAsOf(e.target.value)}
                />
              </label>
            }
          />
          <details className="legend-details">
            <summary>Where values come from</summary>
            <ProvenanceLegend />
          </details>
          <Reader text={data} />
        </>
      )}
    </Answer>
  );
}

function Reader({ text }: { text: AgreementText }) {
  const anchor = decodeURIComponent(useLocation().hash.slice(1));
  const shown = articleOf(text, anchor) ?? text.articles[0];
  useEffect(() => {
    const target = anchor === '' ? null : document.getElementById(anchor);
    if (target === null) return;
    target.scrollIntoView({ block: 'start' });
    target.focus({ preventScroll: true });
  }, [anchor, shown]);
  return (
    <div className="reader">
      <ArticleList text={text} shown={shown} />
      <div className="reader-text">
        {shown === undefined ? <Amendments text={text} /> : <Article article={shown} anchor={anchor} />}
      </div>
    </div>
  );
}

/** The article that holds an anchor; a paragraph's anchor goes to its section. */
function articleOf(text: AgreementText, anchor: string): ArticleView | undefined {
  if (anchor === '') return undefined;
  return text.articles.find(
    ({ number, sections }) =>
      anchorOf(number) === anchor ||
      sections.some(
        (section) =>
          anchorOf(section.citation) === anchor ||
          section.passages.some(({ citation }) => anchorOf(citation) === anchor),
      ),
  );
}

function ArticleList({ text, shown }: { text: AgreementText; shown: ArticleView | undefined }) {
  const pages = pagesOf(useAgreement());
  const item = ({ number, title, sections, law }: ArticleView) => {
    const missing = sections.filter(({ unmodelled }) => unmodelled.length > 0).length;
    return (
      <li key={number}>
        <Link to={pages.text(number)} aria-current={shown?.number === number ? 'true' : undefined}>
          {law || title.startsWith(number) ? null : <span className="article-number">{number}</span>}
          <span>{title}</span>
          {missing === 0 ? null : (
            <span className="missing-mark" title={`${missing} sections are not executed yet`}>
              ◌<span className="visually-hidden"> {missing} sections are not executed yet</span>
            </span>
          )}
        </Link>
      </li>
    );
  };
  const law = text.articles.filter((article) => article.law);
  return (
    <nav className="reader-list" aria-label="Articles">
      <ol>{text.articles.filter((article) => !article.law).map(item)}</ol>
      {law.length === 0 ? null : (
        <>
          <h2>Law beside it</h2>
          <ol>{law.map(item)}</ol>
        </>
      )}
      {text.amendments.length === 0 ? null : (
        <>
          <h2>Amendments</h2>
          <ol>
            {text.amendments.map(({ id, title, kind, effectiveOn, text: said, changes }) => (
              <li key={id}>
                <details className="amendment">
                  <summary>
                    {title} <span className="dim">{kind}</span>
                  </summary>
                  <p>{said}</p>
                  <p className="dim">
                    {effectiveOn === undefined ? 'From the beginning' : `From ${day(effectiveOn)}`}:{' '}
                    {changes.join(', ')}
                  </p>
                </details>
              </li>
            ))}
          </ol>
        </>
      )}
    </nav>
  );
}

function Amendments({ text }: { text: AgreementText }) {
  return <p className="empty">{text.amendments.length === 0 ? 'The agreement has no text.' : ''}</p>;
}

function Article({ article, anchor }: { article: ArticleView; anchor: string }) {
  return (
    <article>
      {article.sections.map((section) => (
        <Section key={section.citation} section={section} current={anchorOf(section.citation) === anchor} />
      ))}
    </article>
  );
}
