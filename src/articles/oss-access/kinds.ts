import type { CaseKind } from '../../cases/kind.ts';
import { outageKind } from './availability/outage-case.ts';
import { changeKind } from './changes/change-case.ts';
import { misuseKind } from './misuse/misuse-case.ts';
import { reservationKind } from './reservations/reservation-case.ts';

export const kinds: readonly CaseKind[] = [reservationKind, outageKind, changeKind, misuseKind];
