import type { CaseKind } from '../../cases/kind.ts';

const ORDERS: readonly string[] = ['lsr', 'asr'];

/** Whether cases of the kind are orders: they have pages of their own. */
export const isOrderKind = ({ kind }: Pick<CaseKind, 'kind'>): boolean => ORDERS.includes(kind);
