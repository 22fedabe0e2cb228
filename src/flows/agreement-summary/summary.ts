import { baseCitation } from '../../agreement/agreement.ts';
import type { AgreementView, TableRow, Term } from '../../agreement/agreement.ts';
import { hasEffect } from '../../agreement/amendment.ts';
import type { Amendment } from '../../agreement/amendment.ts';
import { tariffReferencesTable } from '../../agreement/tariff-references.ts';
import type { Provenance } from '../../agreement/vocabulary.ts';
import { ratesTable } from '../../accounts/rates.ts';
import type { RateValues } from '../../accounts/rates.ts';
import type { AgreementRef } from '../../base/receipt.ts';
import { clockTerm, intervalsTable } from '../../cases/clock-terms.ts';
import type { ClockTerm, Interval } from '../../cases/clock-terms.ts';
import { fullName, partyOn } from '../../parties/party-on.ts';
import { sectionCoverage } from '../coverage/index.ts';
import type { SectionState } from '../coverage/index.ts';
import { lifeOn } from './life.ts';
import type { SourcedLife } from './life.ts';

/** What an agreement says on one day, on a few pages: for people who have to know it and do not run it. */
export interface AgreementSummary {
  readonly ref: AgreementRef;
  readonly id: string;
  readonly title: string;
  readonly between: string;
  readonly docket?: string;
  readonly status: string;
  readonly state: string;
  readonly asOf: string;
  readonly asKnown?: string;
  readonly parties: readonly SummaryParty[];
  /** None where the agreement keeps no record of its life, or the record cannot be followed. */
  readonly life?: SourcedLife;
  /** Terms that are no clocks, under their articles; law beside the agreement last. */
  readonly articles: readonly SummaryArticle[];
  readonly clocks: readonly Term<ClockTerm>[];
  readonly rates: readonly TableRow<RateValues>[];
  readonly intervals: readonly TableRow<Interval>[];
  readonly amendments: readonly (Amendment & { readonly inForce: boolean })[];
  readonly tariffs: readonly SummaryTariff[];
  readonly coverage: readonly ArticleCoverage[];
  /** What is not executed, section by section. */
  readonly unmodelled: readonly { readonly clause: string; readonly reason: string }[];
  /** Terms and rows of the agreement in force, by where they come from. */
  readonly provenance: Readonly<Record<Provenance, number>>;
}

export interface SummaryParty {
  readonly role: 'ilec' | 'clec';
  readonly id: string;
  /** As it is called on the day. */
  readonly name: string;
  readonly ocn?: string;
  readonly provenance?: Provenance;
}

export interface SummaryArticle {
  readonly number: string;
  readonly title: string;
  readonly law: boolean;
  readonly terms: readonly (Term<Readonly<Record<string, unknown>>> & { readonly heading: string })[];
}

export interface SummaryTariff {
  readonly number: string;
  readonly title: string;
  readonly carrier: string;
  readonly provenance: Provenance;
  readonly incorporated: readonly string[];
}

export interface ArticleCoverage {
  readonly number: string;
  readonly title: string;
  readonly sections: Readonly<Record<SectionState, number>>;
}

/** Puts together the summary of the day of the view. */
export function summarise(view: AgreementView): AgreementSummary {
  const { agreement, asOf, asKnown } = view;
  const { manifest, ref } = agreement;
  const variant = manifest.variants[ref.variant];
  const life = lifeOn(view);
  const entries = entriesInForce(view);
  return {
    ref,
    id: agreement.id,
    title: manifest.title,
    between: variant?.title ?? '',
    ...(variant?.docket === undefined ? {} : { docket: variant.docket }),
    status: manifest.status,
    state: manifest.state,
    asOf,
    ...(asKnown === undefined ? {} : { asKnown }),
    parties: (['ilec', 'clec'] as const).map((role) => partyOf(view, role)),
    ...(life?.ok ? { life: life.value } : {}),
    articles: articlesOf(view, entries),
    clocks: view.members(clockTerm).flatMap((name) => view.optional(clockTerm, name) ?? []),
    rates: view.rows(ratesTable),
    intervals: view.rows(intervalsTable),
    amendments: agreement.amendments
      .filter((one) => asKnown === undefined || Temporal.Instant.compare(one.recordedAt, asKnown) <= 0)
      .map((one) => ({ ...one, inForce: hasEffect(one) && (one.effectiveOn ?? asOf) <= asOf })),
    tariffs: tariffsOf(view),
    ...coverageOf(view),
    provenance: countBy(entries.map(({ provenance }) => provenance)),
  };
}

type Entry = Term<Readonly<Record<string, unknown>>>;

function entriesInForce(view: AgreementView): Entry[] {
  const { timeline } = view.agreement;
  return [...timeline.keys()].flatMap((key) => {
    const entry = timeline.find(key, view.asOf, view.asKnown);
    return entry === undefined ? [] : [{ ...entry, key }];
  });
}

function partyOf(view: AgreementView, role: 'ilec' | 'clec'): SummaryParty {
  const id = view.agreement.parties[role];
  const row = partyOn(view.agreement, id, view.asOf, view.asKnown);
  if (row === undefined) return { role, id, name: id };
  return { role, id, name: fullName(row.value), ocn: row.value.ocn, provenance: row.provenance };
}

function articlesOf(view: AgreementView, entries: readonly Entry[]): SummaryArticle[] {
  const { agreement } = view;
  const terms = entries
    .filter(({ key }) => !key.includes('#') && !key.startsWith(clockTerm.key.slice(0, -1)))
    .map((entry) => ({ entry, section: agreement.section(baseCitation(entry.citation)) }));
  const law = (agreement.manifest.law ?? []).map(({ number }) => ({ number, title: number, law: true }));
  return [...agreement.manifest.articles.map((article) => ({ ...article, law: false })), ...law].map(
    ({ number, title, law: isLaw }) => ({
      number,
      title,
      law: isLaw,
      terms: terms
        .filter(({ section }) => section?.article === number)
        .map(({ entry, section }) => ({ ...entry, heading: section?.heading ?? '' })),
    }),
  );
}

const tariffsOf = (view: AgreementView): SummaryTariff[] =>
  view.agreement.tariffs.map(({ about }) => ({
    number: about.number,
    title: about.title,
    carrier: partyOn(view.agreement, about.carrier, view.asOf, view.asKnown)?.value.name ?? about.carrier,
    provenance: about.provenance,
    incorporated: view
      .rows(tariffReferencesTable)
      .filter(({ value }) => value.tariff === about.id)
      .map(({ value, citation }) =>
        value.mode === 'frozen'
          ? `${value.service}, §${value.section} as it stood on ${value.as_of ?? view.asOf} (${citation})`
          : `${value.service}, §${value.section} as it stands (${citation})`,
      ),
  }));

const STATES: readonly SectionState[] = ['modelled', 'partly', 'stated', 'unmodelled', 'text'];

function coverageOf({ agreement }: AgreementView): Pick<AgreementSummary, 'coverage' | 'unmodelled'> {
  const covered = sectionCoverage(agreement);
  return {
    coverage: agreement.manifest.articles.map(({ number, title }) => {
      const own = covered.filter(({ article }) => article === number);
      const counts = STATES.map((state) => [state, own.filter((one) => one.state === state).length] as const);
      return { number, title, sections: Object.fromEntries(counts) as Record<SectionState, number> };
    }),
    unmodelled: covered.flatMap(({ citation, reasons }) =>
      reasons.map((reason) => ({ clause: citation, reason })),
    ),
  };
}

function countBy(found: readonly Provenance[]): Record<Provenance, number> {
  const counts = { seed: 0, filed: 0, rule: 0, sister: 0, assumed: 0 };
  for (const one of found) counts[one] += 1;
  return counts;
}
