/** Orders as XML: elements named by the fields of the forms. */
export { elementName, ORDERS_NAMESPACE } from './names.ts';
export { readOrderXml } from './read.ts';
export type { ReadXmlOptions } from './read.ts';
export {
  REASON_FIELDS,
  RESPONSE_FIELDS,
  responseSchema,
  RESPONSES_NAMESPACE,
  writeResponseXml,
} from './response.ts';
export type { ResponseXml } from './response.ts';
export { orderSchema } from './schema.ts';
export { escapeXml, writeOrderXml } from './write.ts';
