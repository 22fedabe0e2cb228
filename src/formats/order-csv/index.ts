/** Orders as sheets: one row a line of an order, as CSV or as an Excel workbook. */
export { safeCell } from './cell.ts';
export { ALIASES, RESULT_PREFIX } from './columns.ts';
export { readOrderCsv } from './read-csv.ts';
export type { ReadSheetOptions } from './read-csv.ts';
export { readOrderXlsx } from './read-xlsx.ts';
export { sheetOfOrders, writeOrderCsv, writeOrderXlsx } from './template.ts';
