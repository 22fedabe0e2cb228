/**
 * Where the layout comes from. GR-1100-CORE, which defines AMA/BAF, is a licensed document and was not used: orders and lengths of fields
 * are facts printed by public documents and by public programs that read such files. No conformance is claimed beyond them.
 */
export const SOURCES = {
  bams: 'Cisco Billing and Measurements Server User’s Guide, OL-3351-01, chapter 5: printed record',
  bafview: 'bafview, Data Connection Ltd, public source of 2005',
  bafprp: 'bafprp, C. Solar, public source of 2008',
  pyunbaffled: 'pyunbaffled, Rev.io, public source',
  gist: 'J. Einstein, “Bellcore AMA Format - Module Code Lengths”, public gist of 2016',
  assumed: 'assumed',
} as const;

export type Source = keyof typeof SOURCES;
