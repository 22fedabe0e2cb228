import path from 'node:path';
import type { Agreement, AgreementView } from '../../../agreement/agreement.ts';
import { OPEN_END, baseCitation } from '../../../agreement/agreement.ts';
import type { Section } from '../../../agreement/article.ts';
import { tariffReferencesTable } from '../../../agreement/tariff-references.ts';
import type { Tariff } from '../../../agreement/tariff.ts';
import type { TermEntry } from '../../../agreement/term-entry.ts';
import type { Timeline } from '../../../agreement/timeline.ts';
import { sectionCoverage } from '../../../flows/coverage/index.ts';
import type { SectionCoverage } from '../../../flows/coverage/index.ts';
import { partyOn } from '../../../parties/party-on.ts';
import type {
  AgreementHead,
  AgreementText,
  ArticleView,
  Me,
  SectionView,
  TariffView,
  TermView,
} from '../shapes/agreement.ts';
import { amendmentView, lifeView } from './agreement-record.ts';

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
    yourRole: party === parties.clec ? 'clec' : 'ilec',
    isParty: party === parties.ilec || party === parties.clec,
  };
}

/** A party under the name that the agreement gives it, on a day or at its latest; its id where it has none then. */
export function partyName(
  agreement: Agreement,
  party: string,
  day = OPEN_END,
  asKnown?: string,
): Me['party'] {
  const row = partyOn(agreement, party, day, asKnown);
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
  const view = agreement.at(asOf, asKnown);
  const terms = termsBySection(agreement, agreement.timeline, asOf, asKnown);
  const coverage = new Map(sectionCoverage(agreement).map((one) => [one.citation, one]));
  const { manifest } = agreement;
  const law = (manifest.law ?? []).map(({ number }) => ({ number, title: number, law: true }));
  const articles = [...manifest.articles.map((article) => ({ ...article, law: false })), ...law];
  return {
    ...agreementHead(agreement, party),
    ilec: partyName(agreement, agreement.parties.ilec, asOf, asKnown),
    clec: partyName(agreement, agreement.parties.clec, asOf, asKnown),
    asOf,
    asKnown: asKnown ?? null,
    articles: articles.map(({ number, title, law }): ArticleView => {
      const own = agreement.sections.filter((section) => section.article === number);
      return {
        number,
        title,
        law,
        sections: own.map((section) => ({
          ...sectionView(section, terms),
          ...covered(coverage.get(section.citation)),
        })),
      };
    }),
    amendments: agreement.amendments.map((amendment) => amendmentView(amendment, view)),
    life: lifeView(view),
    tariffs: agreement.tariffs.map((tariff) => tariffView(tariff, view)),
  };
}

const covered = (found: SectionCoverage | undefined): Pick<SectionView, 'coverage'> =>
  found === undefined
    ? {}
    : {
        coverage: {
          state: found.state,
          stated: found.terms.filter(({ read }) => !read).map(({ name }) => name),
        },
      };

function tariffView({ about, sections, timeline }: Tariff, view: AgreementView): TariffView {
  const { agreement, asOf } = view;
  const terms = termsBySection(agreement, timeline, asOf, undefined);
  return {
    id: about.id,
    title: about.title,
    number: about.number,
    carrier: partyName(agreement, about.carrier, asOf, view.asKnown),
    jurisdiction: about.jurisdiction,
    provenance: about.provenance,
    source: about.source,
    sections: sections.map((section) => sectionView(section, terms)),
    incorporated: view
      .rows(tariffReferencesTable)
      .filter(({ value }) => value.tariff === about.id)
      .map(({ value, citation }) => ({
        service: value.service,
        section: value.section,
        mode: value.mode,
        ...(value.as_of === undefined ? {} : { asOf: value.as_of }),
        clause: citation,
      })),
  };
}

type TermsBySection = ReadonlyMap<Section | undefined, readonly TermView[]>;

function termsBySection(
  agreement: Agreement,
  timeline: Timeline,
  asOf: string,
  asKnown: string | undefined,
): TermsBySection {
  const found = new Map<Section | undefined, TermView[]>();
  const sections = new Map<string, Section | undefined>();
  for (const key of timeline.keys()) {
    const entry = timeline.find(key, asOf, asKnown);
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
