import { fileURLToPath } from 'node:url';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { AgreementSummary } from '../../flows/agreement-summary/summary.ts';
import { firstPage } from './first-page.ts';
import { clockTable, coverageTable, rateTable, recordTables, termTables } from './tables.ts';
import { LAYOUTS, STYLES, SMALL } from './style.ts';

const font = (name: string): string =>
  fileURLToPath(import.meta.resolve(`pdfmake/fonts/Roboto/Roboto-${name}.ttf`));

/** The library with its fonts. It takes long to load, so only who makes a PDF waits for it. */
let library: Promise<typeof import('pdfmake')> | undefined;

async function loadLibrary(): Promise<typeof import('pdfmake')> {
  const { default: pdfmake } = await import('pdfmake');
  const fonts = {
    normal: font('Regular'),
    bold: font('Medium'),
    italics: font('Italic'),
    bolditalics: font('MediumItalic'),
  };
  pdfmake.setFonts({ Roboto: fonts });
  // The document is made of what is given: it reads its fonts, and nothing from elsewhere.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((file: string) => Object.values(fonts).includes(file));
  pdfmake.setTableLayouts(LAYOUTS);
  return pdfmake;
}

/** The summary as a PDF for Letter paper; the same bytes whenever it is made of the same summary. */
export async function summaryPdf(summary: AgreementSummary): Promise<Uint8Array> {
  library ??= loadLibrary();
  return await (await library).createPdf(definition(summary)).getBuffer();
}

function definition(summary: AgreementSummary): TDocumentDefinitions {
  const name = `${summary.between}: summary as of ${summary.asOf}`;
  const content: Content[] = [
    ...firstPage(summary),
    ...termTables(summary),
    ...clockTable(summary),
    ...rateTable(summary),
    ...recordTables(summary),
    ...coverageTable(summary),
  ];
  return {
    pageSize: 'LETTER',
    pageMargins: [48, 48, 48, 54],
    // The day that the summary is of: a moment of making would change the bytes.
    info: { title: name, creator: 'Meetpoint', creationDate: new Date(`${summary.asOf}T00:00:00Z`) },
    language: 'en-US',
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.15, color: '#18222d' },
    styles: STYLES,
    // A heading never stands alone at the foot of a page.
    pageBreakBefore: (node, nodes) =>
      node.headlineLevel === 1 && nodes.getFollowingNodesOnPage().length === 0,
    footer: (page, pages) => ({
      margin: [48, 14, 48, 0],
      fontSize: SMALL,
      color: '#52606d',
      columns: [
        `${summary.id} · terms as of ${summary.asOf} · ${summary.ref.hash.slice(0, 12)}`,
        { text: `Page ${page} of ${pages}`, alignment: 'right', width: 80 },
      ],
    }),
    content,
  };
}
