import { elementName } from './names.ts';
import { escapeXml, UNSAYABLE } from './write.ts';

export const RESPONSES_NAMESPACE = 'urn:meetpoint:responses:1';

/** A field of the local response, with where its name is from. */
export interface ResponseField {
  readonly field: string;
  readonly title: string;
  readonly source: string;
  readonly provenance: 'sister' | 'assumed';
  /** It may stand more than once. */
  readonly many?: true;
}

const BRIGHTSPEED = 'Brightspeed LNP rules, local response';
const assumed = (field: string, title: string): ResponseField => ({
  field,
  title,
  source: 'Layouts of the response forms are licensed and were not used',
  provenance: 'assumed',
});
const sister = (field: string, title: string, rule: string): ResponseField => ({
  field,
  title,
  source: `${BRIGHTSPEED}, ${rule}`,
  provenance: 'sister',
});

/** Fields of the response in their order. */
export const RESPONSE_FIELDS: readonly ResponseField[] = [
  assumed('CCNA', 'Orderer'),
  sister('PON', 'Order number', 'LR_ADMIN_PON_1'),
  sister('VER', 'Version', 'LR_ADMIN_VER_1'),
  assumed(
    'RT',
    'Kind of response: A acknowledgement, E errors, C confirmation, J jeopardy, D done, Q question, L loss',
  ),
  sister('D/TSENT', 'When it was sent: MM-DD-CCYY-HHMMAM', 'LR_ADMIN_DTSENT_1'),
  sister('DD', 'Due date: MM-DD-CCYY', 'LR_ADMIN_DD_1'),
  assumed('FDT', 'Frame due time of a coordinated cut'),
  assumed('CD', 'Date of the work: MM-DD-CCYY'),
  { ...assumed('ECCKT', 'Circuit'), many: true },
  { ...assumed('TN', 'Telephone number, of a loss'), many: true },
];

/** Fields of one reason of a response. */
export const REASON_FIELDS: readonly ResponseField[] = [
  sister('ERRORCODE', 'Number of the edit, or code of the jeopardy', 'LR_ADMIN_REASON_ERRORCODE_1'),
  sister('ERRORTEXT', 'What is wrong', 'LR_ADMIN_REASON_ERRORTEXT_1'),
  assumed('FIELD', 'Form and field'),
  assumed('CURE', 'What to do about it'),
  assumed('CLAUSE', 'Section of the agreement behind it'),
];

export interface ResponseXml {
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  readonly reasons: readonly Readonly<Record<string, string>>[];
}

/** What XML has no way to say is left out: a response is sent all the same. */
const sayable = (text: string): string => text.replace(new RegExp(UNSAYABLE, 'gu'), '');

/** A response as XML. @throws Error for a field that the form has not: a bug. */
export function writeResponseXml({ fields, reasons }: ResponseXml): string {
  const element = (indent: string, field: string, text: string): string => {
    const name = elementName(field);
    return `${indent}<${name}>${escapeXml(sayable(text))}</${name}>`;
  };
  const unknown = Object.keys(fields).filter((name) => !RESPONSE_FIELDS.some(({ field }) => field === name));
  if (unknown.length > 0) throw new Error(`The response has no field ${unknown.join(', ')}.`);
  const own = RESPONSE_FIELDS.flatMap(({ field }) =>
    [fields[field] ?? []].flat().flatMap((text) => (text === '' ? [] : [element('    ', field, text)])),
  );
  const why = reasons.flatMap((reason) => [
    '    <REASON>',
    ...REASON_FIELDS.flatMap(({ field }) => (reason[field] ? [element('      ', field, reason[field])] : [])),
    '    </REASON>',
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<response xmlns="${RESPONSES_NAMESPACE}">`,
    '  <LR>',
    ...own,
    ...why,
    '  </LR>',
    '</response>',
    '',
  ].join('\n');
}

/** The XML Schema of responses. */
export function responseSchema(): string {
  const element = (indent: string, { field, title, many, provenance, source }: ResponseField): string[] => [
    `${indent}<xs:element name="${elementName(field)}" type="xs:string" minOccurs="0"${many ? ' maxOccurs="unbounded"' : ''}>`,
    `${indent}  <xs:annotation><xs:documentation>${escapeXml(`${title} (${provenance}: ${source})`)}</xs:documentation></xs:annotation>`,
    `${indent}</xs:element>`,
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!-- Made from src/formats/order-xml/response.ts by tools/order-schema.ts. -->',
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${RESPONSES_NAMESPACE}" targetNamespace="${RESPONSES_NAMESPACE}" elementFormDefault="qualified">`,
    '  <xs:element name="response">',
    '    <xs:complexType>',
    '      <xs:sequence>',
    '        <xs:element name="LR" type="LR"/>',
    '      </xs:sequence>',
    '    </xs:complexType>',
    '  </xs:element>',
    '  <xs:complexType name="LR">',
    '    <xs:sequence>',
    ...RESPONSE_FIELDS.flatMap((field) => element('      ', field)),
    '      <xs:element name="REASON" type="REASON" minOccurs="0" maxOccurs="unbounded"/>',
    '    </xs:sequence>',
    '  </xs:complexType>',
    '  <xs:complexType name="REASON">',
    '    <xs:sequence>',
    ...REASON_FIELDS.flatMap((field) => element('      ', field)),
    '    </xs:sequence>',
    '  </xs:complexType>',
    '</xs:schema>',
    '',
  ].join('\n');
}
