import type { CaseKind } from '../../cases/kind.ts';
import { freezeKind } from './freeze-case.ts';
import { orderKinds } from './order-records.ts';

/** Case kinds of this room: both kinds of orders, and freezes of service. */
export const kinds: readonly CaseKind[] = [...orderKinds, freezeKind];
