/** What may be asked of an incumbent's systems before an order. Source: reference of Article XIII, R13.1. */
export const PRE_ORDER_FUNCTIONS = [
  'address-validation',
  'customer-service-record',
  'number-reservation',
  'number-release',
  'feature-availability',
  'facility-availability',
  'due-date-availability',
  'loop-makeup',
  'loop-qualification',
  'cfa-validation',
  'nc-nci-validation',
  'meet-point',
  'billing-account',
  'appointments',
  'appointment-booking',
  'appointment-release',
] as const;
export type PreOrderFunction = (typeof PRE_ORDER_FUNCTIONS)[number];
