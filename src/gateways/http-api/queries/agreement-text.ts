import path from 'node:path';
import type { Agreement } from '../../../agreement/agreement.ts';
import { OPEN_END, baseCitation } from '../../../agreement/agreement.ts';
import type { Amendment } from '../../../agreement/amendment.ts';
import type { Section } from '../../../agreement/article.ts';
import type { TermEntry } from '../../../agreement/term-entry.ts';
import { partiesTable } from '../../../parties/parties.ts';
import type {
  AgreementHead,
  AgreementText,
  ArticleView,
  Me,
  SectionView,
  TermView,
} from '../shapes/agreement.ts';

/** What heads every page about an agreement. */
export function agreementHead(agreement: Agreement, party: string): AgreementHead {
  const { ref, manifest, parties } = agreement;
  const variant = manifest.variants[ref.variant];
  return {
    id: agreement.id,
    form: ref.id,
    variant: ref.variant,
    title: manifest.title,
    parties: variant?.title ?? '',
    ...(variant?.docket === undefined ? {} : { docket: variant.docket }),
    status: manifest.status,
    version: ref.version,
    hash: ref.hash,
    state: manifest.state,
    timeZone: manifest.timeZone,
    ilec: partyName(agreement, parties.ilec),
    clec: partyName(agreement, parties.clec),
    yourRole: party === parties.ilec ? 'ilec' : 'clec',
  };
}

/** A party under the name that the agreement gives it. */
export function partyName(agreement: Agreement, party: string): Me['party'] {
  const row = agreement
    .at(OPEN_END)
    .rows(partiesTable)
    .find(({ value }) => value.party === party);
  const doingBusinessAs = row?.value.doing_business_as;
  return {
    id: party,
    name: row?.value.name ?? party,
    ...(doingBusinessAs === undefined ? {} : { doingBusinessAs }),
  };
}

/** The whole agreement, text and terms side by side, on one day. */
export function agreementText(
  agreement: Agreement,
  party: string,
  asOf: string,
  asKnown: string | undefined,
): AgreementText {
  const terms = termsBySection(agreement, asOf, asKnown);
  const { manifest } = agreement;
  const law = (manifest.law ?? []).map(({ number }) => ({ number, title: number, law: true }));
  const articles = [...manifest.articles.map((article) => ({ ...article, law: false })), ...law];
  return {
    ...agreementHead(agreement, party),
    asOf,
    asKnown: asKnown ?? null,
    articles: articles.map(({ number, title, law }): ArticleView => {
      const own = agreement.sections.filter((section) => section.article === number);
      return { number, title, law, sections: own.map((section) => sectionView(section, terms)) };
    }),
    amendments: agreement.amendments.map(amendmentView),
  };
}

type TermsBySection = ReadonlyMap<Section | undefined, readonly TermView[]>;

function termsBySection(agreement: Agreement, asOf: string, asKnown: string | undefined): TermsBySection {
  const found = new Map<Section | undefined, TermView[]>();
  const sections = new Map<string, Section | undefined>();
  for (const key of agreement.timeline.keys()) {
    const entry = agreement.timeline.find(key, asOf, asKnown);
    if (entry === undefined) continue;
    const citation = baseCitation(entry.citation);
    if (!sections.has(citation)) sections.set(citation, agreement.section(citation));
    const section = sections.get(citation);
    found.set(section, [...(found.get(section) ?? []), termView(agreement, entry)]);
  }
  return found;
}

const sectionView = (section: Section, terms: TermsBySection): SectionView => ({
  citation: section.citation,
  heading: section.heading,
  level: section.level,
  passages: section.passages.map(({ text, citation }) => ({ text, citation })),
  terms: [...(terms.get(section) ?? [])],
  unmodelled: section.unmodelled.map(({ reason }) => reason),
});

const termView = (agreement: Agreement, entry: TermEntry): TermView => ({
  key: entry.key,
  value: { ...entry.value },
  provenance: entry.provenance,
  source: entry.source,
  citation: entry.citation,
  file: path.relative(agreement.dir, entry.file).replaceAll(path.sep, '/'),
  line: entry.line,
  ...(entry.from === undefined ? {} : { from: entry.from }),
  ...(entry.to === undefined ? {} : { to: entry.to }),
});

const amendmentView = (amendment: Amendment): AgreementText['amendments'][number] => ({
  id: amendment.id,
  title: amendment.title,
  kind: amendment.kind,
  ...(amendment.effectiveOn === undefined ? {} : { effectiveOn: amendment.effectiveOn }),
  ...(amendment.approval === undefined ? {} : { approval: amendment.approval }),
  ...(amendment.docket === undefined ? {} : { docket: amendment.docket }),
  ...(amendment.filedOn === undefined ? {} : { filedOn: amendment.filedOn }),
  recordedAt: amendment.recordedAt,
  provenance: amendment.provenance,
  source: amendment.source,
  citation: amendment.citation,
  text: amendment.text,
  changes: amendment.changes.map(
    ({ set, add, remove }) =>
      `${set === undefined ? (add === undefined ? 'removes' : 'adds') : 'sets'} ${set ?? add ?? remove ?? ''}`,
  ),
});
