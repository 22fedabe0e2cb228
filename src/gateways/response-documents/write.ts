import { escapeXml, writeResponseXml } from '../../formats/order-xml/index.ts';
import { localText } from './response.ts';
import type { ResponseDocument } from './response.ts';
import { writeMail } from './write-mail.ts';
import type { MailAddresses } from './write-mail.ts';

export const RESPONSE_FORMATS = ['eml', 'html', 'txt', 'xml'] as const;
export type ResponseFormat = (typeof RESPONSE_FORMATS)[number];

export const RESPONSE_TYPES: Readonly<Record<ResponseFormat, string>> = {
  eml: 'message/rfc822',
  html: 'text/html; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
};

/** A document in a format: the same document is always the same text. */
export function writeResponse(
  document: ResponseDocument,
  format: ResponseFormat,
  addresses: MailAddresses = {},
): string {
  switch (format) {
    case 'eml':
      return writeMail(document, { text: textOf(document), html: htmlOf(document) }, addresses);
    case 'html':
      return htmlOf(document);
    case 'txt':
      return textOf(document);
    case 'xml':
      return writeResponseXml(document.form);
  }
}

/** Control characters say nothing on paper; a line break in a field would look like a new fact. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

function textOf({
  subject,
  from,
  to,
  at,
  timeZone,
  paragraphs,
  facts,
  table,
  next,
}: ResponseDocument): string {
  const width = Math.max(...facts.map(([label]) => label.length));
  const rows = (table?.rows ?? []).map((row) =>
    row
      .flatMap((cell, column) => (cell === '' ? [] : [`  ${table?.head[column] ?? ''}: ${oneLine(cell)}`]))
      .join('\n'),
  );
  return [
    oneLine(subject),
    `From ${oneLine(from)} to ${oneLine(to)}, ${localText(at, timeZone)}`,
    ...paragraphs.map(oneLine),
    facts.map(([label, text]) => `${`${label}:`.padEnd(width + 2)}${oneLine(text)}`).join('\n'),
    ...rows,
    `What to do now: ${oneLine(next)}`,
    '',
  ].join('\n\n');
}

const CELL = 'style="text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-bottom:1px solid #ddd"';

/** A page without scripts, pictures or links: mail programs show it as it is. */
function htmlOf({
  subject,
  from,
  to,
  at,
  timeZone,
  paragraphs,
  facts,
  table,
  next,
}: ResponseDocument): string {
  const said = (text: string): string => escapeXml(oneLine(text));
  const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map((cell) => `<${tag} ${CELL}>${said(cell)}</${tag}>`).join('')}</tr>`;
  return [
    '<!DOCTYPE html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${said(subject)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:14px;color:#222">',
    `<h1 style="font-size:18px">${said(subject)}</h1>`,
    `<p style="color:#555">From ${said(from)} to ${said(to)}, ${said(localText(at, timeZone))}</p>`,
    ...paragraphs.map((text) => `<p>${said(text)}</p>`),
    `<table style="border-collapse:collapse">${facts.map((fact) => `<tr><th ${CELL}>${said(fact[0])}</th><td ${CELL}>${said(fact[1])}</td></tr>`).join('')}</table>`,
    ...(table === undefined
      ? []
      : [
          `<table style="border-collapse:collapse;margin-top:16px"><thead>${row(table.head, 'th')}</thead><tbody>${table.rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`,
        ]),
    `<p><strong>What to do now:</strong> ${said(next)}</p>`,
    '</body></html>',
    '',
  ].join('\n');
}
