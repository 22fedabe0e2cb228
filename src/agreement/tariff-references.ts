import { Type } from 'typebox';
import type { Problem } from '../base/problem.ts';
import { OPEN_END } from './agreement.ts';
import type { Agreement, AgreementView, TableRow } from './agreement.ts';
import { tariffPrecedence } from './precedence-terms.ts';
import { Code, IsoDate } from './schema.ts';
import type { Tariff } from './tariff.ts';
import { defineTable } from './vocabulary.ts';

export const tariffReferencesTable = defineTable({
  name: 'tariff-references',
  identity: ['service'],
  schema: Type.Object({
    service: Type.String({ description: 'Rate element that the tariff prices' }),
    tariff: Type.String({ description: 'Folder under tariffs/' }),
    section: Type.String({ description: 'Section of the tariff, as it is numbered there' }),
    mode: Code(['frozen', 'floating'], 'frozen: as the tariff stood on as_of; floating: as it stands'),
    as_of: Type.Optional(IsoDate('Day whose pages hold, of a frozen reference')),
  }),
  doc: 'Services for which the agreement expressly incorporates a tariff; every other service it does not.',
});
export type TariffReference = NonNullable<(typeof tariffReferencesTable)['type']>;

/** The row that incorporates a tariff for a service, if one does. */
export const referenceFor = (view: AgreementView, service: string): TableRow<TariffReference> | undefined =>
  view.rows(tariffReferencesTable).find(({ value }) => value.service === service);

/** The day whose pages an incorporated tariff is read by. */
export const pagesOf = (reference: TariffReference, on: string): string =>
  reference.mode === 'frozen' ? (reference.as_of ?? on) : on;

export const tariffOf = (agreement: Agreement, id: string): Tariff | undefined =>
  agreement.tariffs.find(({ about }) => about.id === id);

/** Every reference names a tariff, a section and a price that are there, and a day where it is frozen. */
export function checkReferences(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  const rank = view.optional(tariffPrecedence);
  return view.rows(tariffReferencesTable).flatMap((row) => {
    const { service, section, mode, as_of: asOf } = row.value;
    const problem = (slug: string, field: string, sentence: string, cure: string): Problem => ({
      id: `precedence/${slug}`,
      file: row.file,
      line: row.line,
      field,
      sentence,
      cure,
      clause: row.citation,
    });
    const problems: Problem[] = [];
    if (rank?.value.expressIncorporation !== true) {
      const sentence = `The agreement does not let tariffs be incorporated, and row ${row.id} does.`;
      problems.push(problem('incorporation-barred', 'service', sentence, 'Take the row out.'));
    }
    if ((mode === 'frozen') !== (asOf !== undefined)) {
      const [sentence, cure] =
        mode === 'frozen'
          ? ['The reference is frozen and does not say as of when.', 'Write the day in as_of.']
          : ['The reference is floating and has an as_of.', 'Write frozen, or leave as_of empty.'];
      problems.push(problem('frozen-day', 'as_of', sentence, cure));
    }
    const tariff = tariffOf(agreement, row.value.tariff);
    if (!tariff) {
      const known = agreement.tariffs.map(({ about }) => about.id).join(', ') || 'none';
      const sentence = `There is no tariff "${row.value.tariff}" of a party.`;
      return [...problems, problem('unknown-tariff', 'tariff', sentence, `Tariffs are: ${known}.`)];
    }
    if (!tariff.sections.some(({ citation }) => citation === `${tariff.about.number} §${section}`)) {
      const known = tariff.sections.map(({ citation }) => citation).join(', ');
      const sentence = `${tariff.about.number} has no section ${section}.`;
      problems.push(problem('unknown-section', 'section', sentence, `Sections are: ${known}.`));
    }
    if (!tariff.prices(service, pagesOf(row.value, OPEN_END))) {
      const sentence = `${tariff.about.number} does not price "${service}" ${mode === 'frozen' ? `on ${asOf ?? ''}` : 'on a page without an end'}.`;
      const cure = 'Correct the service, or add the page to the tariff.';
      problems.push(problem('not-in-tariff', 'service', sentence, cure));
    }
    return problems;
  });
}

/** No term or row of the agreement rests on a section of a tariff: that is for references alone. */
export function checkLeaks(agreement: Agreement): Problem[] {
  const sections = new Set(
    agreement.tariffs.flatMap((tariff) => tariff.sections.map(({ citation }) => citation)),
  );
  const { timeline } = agreement;
  return [...timeline.keys()].flatMap((key) =>
    timeline.versions(key).flatMap(({ entry }) =>
      entry && sections.has(entry.citation)
        ? [
            {
              id: 'precedence/leak',
              file: entry.file,
              line: entry.line,
              field: key,
              sentence: `"${key}" cites ${entry.citation}, a section of a tariff.`,
              cure: 'Cite the section of the agreement that says it; a tariff applies by a row of tariff-references.csv.',
              clause: entry.citation,
            },
          ]
        : [],
    ),
  );
}
