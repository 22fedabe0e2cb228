import type { SearchResult } from 'minisearch';
import type { AgreementView } from '../../../agreement/agreement.ts';
import type { SearchHit, SearchView } from '../shapes/search.ts';
import { wordsOf } from './search-index.ts';
import type { Place, SearchIndex } from './search-index.ts';

/** Letters shown before and after the first word found. */
const AROUND = 110;

/** Letters of a long word that may be wrong; in a short one any letter makes another word. */
const WRONG_LETTERS = 2;
const LONG_WORD = 6;

/** A number that is nearly right is another number. */
const fuzzy = (word: string): number | boolean =>
  word.length >= LONG_WORD && !/\d/.test(word) ? WRONG_LETTERS : false;

/**
 * Finds words in what an agreement says: places with all of them; where there are none, with words spelled nearly so;
 * at last with some of them. The section that the query cites comes first.
 */
export function search(
  { places, words }: SearchIndex,
  view: AgreementView,
  query: string,
  limit: number,
): SearchView {
  const ways = [{}, { fuzzy }, { fuzzy, combineWith: 'OR' as const }];
  let [ranked, way] = [[] as SearchResult[], -1];
  while (ranked.length === 0 && way < ways.length - 1) {
    way += 1;
    ranked = words.search(query, ways[way]);
  }
  const cited = citedBy(places, query);
  const found = [
    ...cited.map((place) => ({ place, matched: wordsOf(query.toLowerCase()) })),
    ...ranked.flatMap((result) => {
      const place = places[Number(result.id)];
      return place === undefined || cited.includes(place) ? [] : [{ place, matched: wordsMatched(result) }];
    }),
  ];
  return {
    query,
    asOf: view.asOf,
    asKnown: view.asKnown ?? null,
    loose: way > 0 && found.length > cited.length,
    total: found.length,
    hits: found.slice(0, limit).map(({ place, matched }) => hitOf(place, matched)),
  };
}

/** Sections whose citation the query is: `III §9.4`, `iii 9.4`. */
function citedBy(places: readonly Place[], query: string): Place[] {
  const bare = (text: string): string =>
    text
      .replaceAll(/[§\s]+/g, ' ')
      .trim()
      .toLowerCase();
  const wanted = bare(query);
  return places.filter(
    ({ kind, citation }) => kind !== 'term' && kind !== 'row' && bare(citation) === wanted,
  );
}

const wordsMatched = ({ match }: SearchResult): string[] => Object.keys(match);

function hitOf({ kind, citation, title, text, provenance }: Place, matched: readonly string[]): SearchHit {
  return {
    kind,
    citation,
    title,
    ...(provenance === undefined ? {} : { provenance }),
    context: contextOf(text, matched),
  };
}

/** The text around the first word found, cut between words, with each word found marked. */
export function contextOf(text: string, matched: readonly string[]): SearchHit['context'] {
  const found = new Set(matched);
  const pieces = text.split(/([\p{L}\p{N}.$%]*[\p{L}\p{N}%])/u);
  const isHit = (piece: string): boolean => wordsOf(piece.toLowerCase()).some((word) => found.has(word));
  const first = Math.max(
    0,
    pieces.findIndex((piece, index) => index % 2 === 1 && isHit(piece)),
  );
  let [from, to, before, after] = [first, first, 0, 0];
  while (from > 0 && before + (pieces[from - 1]?.length ?? 0) <= AROUND) {
    from -= 1;
    before += pieces[from]?.length ?? 0;
  }
  while (to < pieces.length - 1 && after + (pieces[to + 1]?.length ?? 0) <= AROUND) {
    to += 1;
    after += pieces[to]?.length ?? 0;
  }
  const context: { text: string; hit: boolean }[] = [];
  const add = (piece: string, hit: boolean): void => {
    const last = context.at(-1);
    if (last !== undefined && last.hit === hit) last.text += piece;
    else if (piece !== '') context.push({ text: piece, hit });
  };
  if (from > 0) add('… ', false);
  for (let at = from; at <= to; at += 1) add(pieces[at] ?? '', at % 2 === 1 && isHit(pieces[at] ?? ''));
  if (to < pieces.length - 1) add(' …', false);
  return context;
}
