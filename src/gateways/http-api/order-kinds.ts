import type { CaseKind } from '../../cases/kind.ts';

const ORDERS: ReadonlySet<string> = new Set(['lsr', 'asr']);

/** Whether cases of the kind are orders: they have pages of their own. */
export const isOrderKind = ({ kind }: Pick<CaseKind, 'kind'>): boolean => ORDERS.has(kind);
