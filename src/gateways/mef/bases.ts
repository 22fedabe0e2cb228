/** Base paths of the interfaces, as their documents give them. */
export const BASES = {
  order: '/mefApi/sonata/productOrderingManagement/v10',
  qualification: '/mefApi/sonata/productOfferingQualification/v7',
  inventory: '/mefApi/sonata/productInventory/v7',
} as const;

/** Where a buyer's listener takes notices, below its callback. */
export const LISTENER = '/mefApi/sonata/productOrderingNotification/v10/listener';

/** Address of a resource. */
export const hrefOf = (base: keyof typeof BASES, resource: string, id: string): string =>
  `${BASES[base]}/${resource}/${encodeURIComponent(id)}`;
