import { ASR_FORMS, LSR_FORMS } from '../order-forms/document.ts';
import type { FormCode } from '../order-forms/document.ts';
import type { FormField } from '../order-forms/fields.ts';
import type { FieldsByForm } from '../order-forms/usage.ts';
import type { FieldType } from '../order-forms/well-formed.ts';
import { elementName, ORDERS_NAMESPACE } from './names.ts';
import { escapeXml } from './write.ts';

/** What XML Schema can say of a type beyond its length; the edits say the rest. */
const PATTERNS: Readonly<Partial<Record<FieldType, string>>> = {
  alpha: '[A-Za-z ]*',
  numeric: '[0-9]*',
  date: '[0-9]{2}-[0-9]{2}-[0-9]{4}',
  datetime: '[0-9]{2}-[0-9]{2}-[0-9]{4}-(0[1-9]|1[0-2])[0-5][0-9][AP]M',
  telephone: '[0-9]{10}|[0-9]{3}-[0-9]{3}-[0-9]{4}(-[0-9]{4})?',
  flag: 'Y',
};

/**
 * The XML Schema of files of orders, from the catalogue of fields. It is as strict as the edits of single fields and the order of the
 * forms; the reader takes what breaks it too, so that an order's faults come back as its edits.
 */
export function orderSchema(fields: FieldsByForm): string {
  const forms = [...LSR_FORMS, ...ASR_FORMS].filter((form) => fields.has(form));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!-- Made from reference/forms/*.csv by tools/order-schema.ts. Layouts of forms are licensed and were not used. -->',
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${ORDERS_NAMESPACE}" targetNamespace="${ORDERS_NAMESPACE}" elementFormDefault="qualified">`,
    '  <xs:element name="orders">',
    '    <xs:complexType>',
    '      <xs:sequence>',
    '        <xs:element ref="order" minOccurs="0" maxOccurs="unbounded"/>',
    '      </xs:sequence>',
    '    </xs:complexType>',
    '  </xs:element>',
    '  <xs:element name="order">',
    '    <xs:complexType>',
    '      <xs:choice>',
    ...[LSR_FORMS, ASR_FORMS].flatMap((kind) => pages(kind.filter((form) => forms.includes(form)))),
    '      </xs:choice>',
    '    </xs:complexType>',
    '  </xs:element>',
    ...forms.flatMap((form) => formType(form, [...(fields.get(form)?.values() ?? [])])),
    '</xs:schema>',
    '',
  ].join('\n');
}

const pages = ([first, ...others]: readonly FormCode[]): string[] => [
  '        <xs:sequence>',
  `          <xs:element name="${first}" type="${first}"/>`,
  ...others.map(
    (form) => `          <xs:element name="${form}" type="${form}" minOccurs="0" maxOccurs="unbounded"/>`,
  ),
  '        </xs:sequence>',
];

const formType = (form: FormCode, fields: readonly FormField[]): string[] => [
  `  <xs:complexType name="${form}">`,
  '    <xs:all>',
  ...fields.flatMap((field) => [
    `      <xs:element name="${elementName(field.field)}" minOccurs="0">`,
    `        <xs:annotation><xs:documentation>${escapeXml(`${field.field}: ${field.title}`)}</xs:documentation></xs:annotation>`,
    '        <xs:simpleType>',
    '          <xs:restriction base="xs:string">',
    ...facets(field).map((facet) => `            ${facet}`),
    '          </xs:restriction>',
    '        </xs:simpleType>',
    '      </xs:element>',
  ]),
  '    </xs:all>',
  '  </xs:complexType>',
];

function facets({ type, min, max, values }: FormField): string[] {
  if (values.length > 0) return values.map((value) => `<xs:enumeration value="${escapeXml(value)}"/>`);
  const pattern = PATTERNS[type];
  return [
    `<xs:minLength value="${min}"/>`,
    ...(max === Infinity ? [] : [`<xs:maxLength value="${max}"/>`]),
    ...(pattern === undefined ? [] : [`<xs:pattern value="${escapeXml(pattern)}"/>`]),
  ];
}
