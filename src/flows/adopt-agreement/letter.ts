import type { Agreement } from '../../agreement/agreement.ts';
import { hasEffect } from '../../agreement/amendment.ts';
import type { Adoption } from './adopter.ts';

/** The letter that asks the commission for the adoption (20 CSR 4240-28.013(2)(B) where the commission is Missouri's). */
export function adoptionLetterText(agreement: Agreement, adoption: Adoption): string {
  const { manifest, ref } = agreement;
  const title = manifest.variants[ref.variant]?.title ?? manifest.title;
  const filed = agreement.amendments.filter(({ kind }) => kind === 'amendment');
  const list = (some: typeof filed): string =>
    some.map((amendment) => `- ${amendment.title} (${trackingOf(amendment)})`).join('\n') || '- none';
  const others = filed.filter((one) => !hasEffect(one));
  return `# Adoption of an interconnection agreement

To the Secretary of the Commission, ${adoption.on}

${adoption.name} adopts, under section 252(i) of the Communications Act and in its entirety, the ${manifest.title}
between ${title}, approved in case ${adoption.docket}.

Amendments adopted with it:

${list(filed.filter(hasEffect))}
${others.length === 0 ? '' : `\nNot adopted, because they are not approved:\n\n${list(others)}\n`}
The content that is adopted has the sha256 ${ref.hash}.

Enclosed: the signature page, signed by both parties.

| | |
| --- | --- |
| ${adoption.name} | signature, name, title, date |
| ${title.split(' and ')[0]} | signature, name, title, date |
`;
}

/** How the commission knows an amendment; its own id where no number is on file. */
const trackingOf = (amendment: Agreement['amendments'][number]): string =>
  ('trackingNumber' in amendment && typeof amendment.trackingNumber === 'string'
    ? amendment.trackingNumber
    : undefined) ?? amendment.id;
