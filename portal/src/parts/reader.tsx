import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import type {
  AgreementText,
  AmendmentView,
  ArticleView,
  SectionView,
  TariffView,
} from '../../../src/gateways/http-api/shapes/agreement.ts';
import { anchorOf } from '../format.ts';
import { Amendment } from './amendment.tsx';
import { Glance } from './glance.tsx';
import { Provenance } from './provenance.tsx';
import { ReaderLink } from './reader-link.tsx';
import { SearchField, SearchHits } from './search.tsx';
import { Section } from './section.tsx';

/** What stands on the right: one article, amendment or tariff, or where the agreement stands as a whole. */
interface Shown {
  readonly article?: ArticleView;
  readonly amendment?: AmendmentView;
  readonly tariff?: TariffView;
}

/** The list of articles with the search above it, and what was chosen or found beside it. */
export function Reader({ text, query }: { text: AgreementText; query: string }) {
  const anchor = decodeURIComponent(useLocation().hash.slice(1));
  const shown = shownAt(text, anchor);
  const what = shown.article?.number ?? shown.amendment?.id ?? shown.tariff?.id;
  const side = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const target = anchor === '' ? null : document.getElementById(anchor);
    if (target === null) return;
    // The beginning of an article shows what stands above it too.
    const isFirst = target.previousElementSibling?.matches('.section') !== true && target.matches('.section');
    (isFirst ? (side.current ?? target) : target).scrollIntoView({ block: 'start' });
    target.focus({ preventScroll: true });
  }, [anchor, what]);
  return (
    <div className="reader">
      <ArticleList text={text} shown={query === '' ? shown : undefined} />
      <div className="reader-text" ref={side}>
        {query === '' ? <Words text={text} shown={shown} anchor={anchor} /> : <SearchHits query={query} />}
      </div>
    </div>
  );
}

/** What holds an anchor; a paragraph's anchor goes to its section. */
function shownAt(text: AgreementText, anchor: string): Shown {
  if (anchor === '') return {};
  const article = text.articles.find(({ number, sections }) => holds(number, sections, anchor));
  if (article !== undefined) return { article };
  const amendment = text.amendments.find(({ citation }) => anchorOf(citation) === anchor);
  if (amendment !== undefined) return { amendment };
  const tariff = text.tariffs.find(({ number, sections }) => holds(number, sections, anchor));
  return tariff === undefined ? {} : { tariff };
}

const holds = (number: string, sections: readonly SectionView[], anchor: string): boolean =>
  anchorOf(number) === anchor ||
  sections.some(
    (section) =>
      anchorOf(section.citation) === anchor ||
      section.passages.some(({ citation }) => anchorOf(citation) === anchor),
  );

function Words({ text, shown, anchor }: { text: AgreementText; shown: Shown; anchor: string }) {
  const { article, amendment, tariff } = shown;
  if (amendment !== undefined) return <Amendment amendment={amendment} current />;
  if (article === undefined && tariff === undefined) return <Glance text={text} />;
  const sections = article?.sections ?? tariff?.sections ?? [];
  return (
    <article>
      {tariff === undefined ? null : (
        <p className="banner">
          <b>{tariff.title}</b> of {tariff.carrier.name}, {tariff.jurisdiction}{' '}
          <Provenance of={tariff.provenance} />. It lies beside the agreement and is no part of it.{' '}
          {tariff.source}.
        </p>
      )}
      {sections.map((section) => (
        <Section key={section.citation} section={section} current={anchorOf(section.citation) === anchor} />
      ))}
    </article>
  );
}

function ArticleList({ text, shown }: { text: AgreementText; shown: Shown | undefined }) {
  const none = shown !== undefined && Object.keys(shown).length === 0;
  const articleItem = (article: ArticleView) => (
    <ArticleItem key={article.number} article={article} current={shown?.article === article} />
  );
  const law = text.articles.filter((article) => article.law);
  return (
    <div className="reader-list">
      <SearchField />
      <nav aria-label="Articles">
        <ol>
          <li>
            <ReaderLink citation="" current={none}>
              At a glance
            </ReaderLink>
          </li>
          {text.articles.filter((article) => !article.law).map(articleItem)}
        </ol>
        {text.amendments.length === 0 ? null : (
          <>
            <h2>Amendments</h2>
            <ol>
              {text.amendments.map((amendment) => (
                <li key={amendment.id}>
                  <ReaderLink citation={amendment.citation} current={shown?.amendment === amendment}>
                    <span className={amendment.standing === 'in-force' ? undefined : 'dim'}>
                      {amendment.title}
                    </span>
                  </ReaderLink>
                </li>
              ))}
            </ol>
          </>
        )}
        {text.tariffs.length === 0 ? null : (
          <>
            <h2>Tariffs beside it</h2>
            <ol>
              {text.tariffs.map((tariff) => (
                <li key={tariff.id}>
                  <ReaderLink citation={tariff.number} current={shown?.tariff === tariff}>
                    {tariff.number}
                  </ReaderLink>
                </li>
              ))}
            </ol>
          </>
        )}
        {law.length === 0 ? null : (
          <>
            <h2>Law beside it</h2>
            <ol>{law.map(articleItem)}</ol>
          </>
        )}
      </nav>
    </div>
  );
}

function ArticleItem({ article, current }: { article: ArticleView; current: boolean }) {
  const { number, title, sections, law } = article;
  const missing = sections.filter(({ unmodelled }) => unmodelled.length > 0).length;
  const said =
    missing === 1 ? '1 section says what is not executed' : `${missing} sections say what is not executed`;
  return (
    <li>
      <ReaderLink citation={number} current={current}>
        {law || title.startsWith(number) ? null : <span className="article-number">{number}</span>}
        <span>{title}</span>
        {missing === 0 ? null : (
          <span className="missing-mark" title={said}>
            ◌<span className="visually-hidden"> {said}</span>
          </span>
        )}
      </ReaderLink>
    </li>
  );
}
