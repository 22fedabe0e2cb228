import { readOrderId } from '../../articles/ordering/order-id.ts';
import { orderKeyOfCase } from '../tmf/ids.ts';
import type { OrderKey } from '../tmf/ids.ts';

/** The order that a case is a version of; undefined where it is no order. */
export const keyOfCase = (agreementId: string, caseId: string): OrderKey | undefined =>
  readOrderId(caseId) === undefined ? undefined : orderKeyOfCase(agreementId, caseId);
