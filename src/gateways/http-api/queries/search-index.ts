import MiniSearch from 'minisearch';
import { baseCitation } from '../../../agreement/agreement.ts';
import type { AgreementView } from '../../../agreement/agreement.ts';
import type { Section } from '../../../agreement/article.ts';
import type { TermEntry } from '../../../agreement/term-entry.ts';
import type { Timeline } from '../../../agreement/timeline.ts';
import type { SearchHit } from '../shapes/search.ts';

/** One thing that can be found. */
export interface Place {
  readonly id: number;
  readonly kind: SearchHit['kind'];
  readonly citation: string;
  readonly title: string;
  readonly text: string;
  readonly provenance?: SearchHit['provenance'];
}

export interface SearchIndex {
  readonly places: readonly Place[];
  readonly words: MiniSearch<Place>;
}

/** Words count more where they name a thing than where they stand in its text. */
const BOOST = { title: 3, citation: 4, text: 1 };
/** Shorter beginnings of words find too much. */
const PREFIX_FROM = 3;
/** Indexes kept of one agreement: people look at a few days of it, not at all. */
const KEPT = 4;

/** Everything that an agreement says on the day of the view: sections, terms, rows, amendments, tariffs, law. */
export function placesOf(view: AgreementView): Place[] {
  const { agreement, asOf, asKnown } = view;
  const { manifest, tariffs } = agreement;
  const law = new Set((manifest.law ?? []).map(({ number }) => number));
  const kindOf = ({ article }: Section): Place['kind'] =>
    law.has(article) ? 'law' : article === manifest.definitions ? 'definition' : 'section';
  const found: Omit<Place, 'id'>[] = [
    ...agreement.sections.flatMap((section) => placesOfSection(section, kindOf(section))),
    ...placesOfTerms(agreement.timeline, asOf, asKnown),
    ...agreement.amendments
      .filter(({ recordedAt }) => asKnown === undefined || Temporal.Instant.compare(recordedAt, asKnown) <= 0)
      .map(({ citation, title, text, provenance }) => ({
        kind: 'amendment' as const,
        citation,
        title,
        text,
        provenance,
      })),
    ...tariffs.flatMap(({ sections, timeline }) => [
      ...sections.flatMap((section) => placesOfSection(section, 'tariff')),
      ...placesOfTerms(timeline, asOf, undefined).map((place) => ({ ...place, kind: 'tariff' as const })),
    ]),
  ];
  return found.map((place, id) => ({ id, ...place }));
}

function placesOfSection(section: Section, kind: Place['kind']): Omit<Place, 'id'>[] {
  const { citation, heading, passages, unmodelled } = section;
  const text = [...passages.map((passage) => plainText(passage.text)), ...unmodelled.map((u) => u.reason)];
  return [{ kind, citation, title: heading, text: text.join(' ') }];
}

function placesOfTerms(timeline: Timeline, asOf: string, asKnown: string | undefined): Omit<Place, 'id'>[] {
  return [...timeline.keys()].flatMap((key) => {
    const entry = timeline.find(key, asOf, asKnown);
    if (entry === undefined) return [];
    return [
      {
        kind: key.includes('#') ? ('row' as const) : ('term' as const),
        citation: baseCitation(entry.citation),
        title: key,
        text: `${fieldsInWords(entry)} – ${entry.source}`,
        provenance: entry.provenance,
      },
    ];
  });
}

/** `monthDays: 30` → `month days 30`. */
const fieldsInWords = ({ value }: Pick<TermEntry, 'value'>): string =>
  Object.entries(value)
    .map(([name, field]) => `${inWords(name)} ${valueInWords(field)}`)
    .join(', ');

const inWords = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();

function valueInWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueInWords).join(', ');
  if (value === null || typeof value !== 'object') return String(value);
  return fieldsInWords({ value: value as TermEntry['value'] });
}

/** Markdown without its signs. */
const plainText = (markdown: string): string =>
  markdown
    .replaceAll(/[*_`|#]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Numbers of sections, prices and percentages stay whole: `9.4`, `$18.00`, `1.5`. */
export const wordsOf = (text: string): string[] =>
  text.split(/[^\p{L}\p{N}.$%]+|\.(?!\d)|(?<!\d)\.(?=\p{L})/u).filter((word) => word !== '' && word !== '.');

function makeIndex(view: AgreementView): SearchIndex {
  const places = placesOf(view);
  const words = new MiniSearch<Place>({
    fields: ['title', 'citation', 'text'],
    tokenize: wordsOf,
    searchOptions: {
      boost: BOOST,
      combineWith: 'AND',
      prefix: (word) => word.length >= PREFIX_FROM,
    },
  });
  words.addAll(places);
  return { places, words };
}

/** Gives the index of a view, kept while the same days are asked for. */
export function searchIndexes(): (view: AgreementView) => SearchIndex {
  const kept = new WeakMap<AgreementView['agreement'], Map<string, SearchIndex>>();
  return (view) => {
    const ofAgreement = kept.get(view.agreement) ?? new Map<string, SearchIndex>();
    kept.set(view.agreement, ofAgreement);
    const times = `${view.asOf} ${view.asKnown ?? ''}`;
    const index = ofAgreement.get(times) ?? makeIndex(view);
    ofAgreement.delete(times);
    ofAgreement.set(times, index);
    const [oldest] = ofAgreement.keys();
    if (ofAgreement.size > KEPT && oldest !== undefined) ofAgreement.delete(oldest);
    return index;
  };
}
