import type { Agreement } from '../../agreement/agreement.ts';
import { productsTable } from '../../inventory/products.ts';
import { agreementText } from '../http-api/queries/agreement-text.ts';
import type { AmendmentView, SectionView, TermView } from '../http-api/shapes/agreement.ts';
import { dayAsDateTime } from './day.ts';
import { agreementRefId, hrefOf } from './ids.ts';
import { given } from './order-resource.ts';

/** When and for whom an agreement is shown. */
export interface AgreementQuestion {
  readonly party: string;
  /** ISO date. */
  readonly asOf: string;
  readonly asKnown?: string | undefined;
}

/**
 * The agreement that runs, on a day: an item an article, a term or condition a section with its words, and one each of its terms with
 * value, provenance and source. The last item has the offerings that may be ordered.
 */
export function agreementResource(agreement: Agreement, question: AgreementQuestion) {
  const { asOf, asKnown, party } = question;
  const text = agreementText(agreement, party, asOf, asKnown);
  const { timeZone } = agreement;
  const id = agreementRefId(agreement.id);
  const day = (value: string | undefined): string | undefined =>
    value === undefined ? undefined : dayAsDateTime(value, timeZone);
  const { life } = text;
  const period = {
    ...given('startDateTime', day(life?.effectiveOn)),
    ...given('endDateTime', day(life?.termEndsOn)),
  };
  const offerings = agreement
    .at(asOf, asKnown)
    .rows(productsTable)
    .map(({ value: { product, name } }) => ({ id: product, name }));
  return {
    id,
    href: hrefOf('agreement', 'agreement', id),
    name: text.title,
    description: text.parties,
    agreementType: 'interconnection',
    status: life?.state ?? text.status,
    version: text.version,
    ...(Object.keys(period).length === 0 ? {} : { agreementPeriod: period }),
    engagedParty: [
      { ...engaged(text.ilec), role: 'incumbent' },
      { ...engaged(text.clec), role: 'competitor' },
    ],
    agreementSpecification: {
      id: text.form,
      name: text.title,
      href: hrefOf('agreement', 'agreementSpecification', text.form),
    },
    associatedAgreement: text.amendments.map((one) => amendmentRef(id, one)),
    characteristic: [
      ['state', text.state],
      ['timeZone', timeZone],
      ['docket', text.docket],
      ['hash', text.hash],
      ['encoding', text.status],
      ['asOf', asOf],
      ['asKnown', asKnown],
    ].flatMap(([name = '', value]) => (value === undefined ? [] : [{ name, valueType: 'string', value }])),
    agreementItem: [
      ...text.articles
        .filter(({ law }) => !law)
        .map(({ sections }) => ({
          termOrCondition: sections.flatMap((section) => conditionsOf(section, timeZone)),
        })),
      { productOffering: offerings },
    ],
  };
}
export type AgreementResource = ReturnType<typeof agreementResource>;

const engaged = ({ id, name, doingBusinessAs }: { id: string; name: string; doingBusinessAs?: string }) => ({
  id,
  name: doingBusinessAs === undefined ? name : `${name} d/b/a ${doingBusinessAs}`,
  '@referredType': 'Organization',
});

const amendmentRef = (id: string, { id: own, title, standing, effectiveOn }: AmendmentView) => ({
  id: `${id}~${own}`,
  name: `${title} (${standing}${effectiveOn === undefined ? '' : `, effective ${effectiveOn}`})`,
});

interface Condition {
  readonly id: string;
  readonly description: string;
  readonly validFor?: { readonly startDateTime?: string; readonly endDateTime?: string };
}

/** A section's words under its citation, and its terms under theirs. */
function conditionsOf(section: SectionView, timeZone: string): Condition[] {
  const { citation, heading, passages, terms, unmodelled } = section;
  const words = [
    heading,
    ...passages.map(({ text }) => text),
    ...unmodelled.map((reason) => `Not executed: ${reason}`),
  ].filter((text) => text !== '');
  return [
    { id: citation, description: words.join('\n\n') },
    ...terms.map((term) => termCondition(term, timeZone)),
  ];
}

function termCondition(
  { key, value, citation, provenance, source, from, to }: TermView,
  timeZone: string,
): Condition {
  const validFor = {
    ...(from === undefined ? {} : { startDateTime: dayAsDateTime(from, timeZone) }),
    ...(to === undefined ? {} : { endDateTime: dayAsDateTime(to, timeZone) }),
  };
  return {
    id: `${citation} ${key}`,
    description: `${key} ${JSON.stringify(value)} (${provenance}: ${source})`,
    ...(Object.keys(validFor).length === 0 ? {} : { validFor }),
  };
}

/** A form of agreement, with the agreements made on it that the caller sees as documents. */
export function specificationResource(form: string, agreements: readonly Agreement[], baseUrl: string) {
  const [first] = agreements;
  if (first === undefined) throw new Error('A form is that of an agreement.');
  const { manifest, ref } = first;
  return {
    id: form,
    href: hrefOf('agreement', 'agreementSpecification', form),
    name: manifest.title,
    version: ref.version,
    lifecycleStatus: manifest.status,
    isBundle: false,
    attachment: agreements.map((agreement) => ({
      id: agreementRefId(agreement.id),
      name: agreement.manifest.variants[agreement.ref.variant]?.title ?? agreement.id,
      attachmentType: 'document',
      mimeType: 'application/pdf',
      description: 'Summary of the agreement as it runs',
      url: `${baseUrl}/api/agreements/${agreement.id}/summary.pdf`,
    })),
  };
}
