import { addressValidation } from './functions/address-validation.ts';
import { appointmentBooking } from './functions/appointment-booking.ts';
import { appointmentRelease } from './functions/appointment-release.ts';
import { appointments } from './functions/appointments.ts';
import { billingAccount } from './functions/billing-account.ts';
import { cfaValidation } from './functions/cfa-validation.ts';
import { customerServiceRecord } from './functions/customer-service-record.ts';
import { dueDateAvailability } from './functions/due-date-availability.ts';
import { facilityAvailability } from './functions/facility-availability.ts';
import { featureAvailability } from './functions/feature-availability.ts';
import { loopMakeup } from './functions/loop-makeup.ts';
import { loopQualification } from './functions/loop-qualification.ts';
import { meetPoint } from './functions/meet-point.ts';
import { ncNciValidation } from './functions/nc-nci-validation.ts';
import { numberRelease } from './functions/number-release.ts';
import { numberReservation } from './functions/number-reservation.ts';
import type { FunctionDef, PreOrderFunction } from './pre-order.ts';

/** Every function, in the order in which people are shown them. */
export const preOrderFunctions: readonly FunctionDef[] = [
  addressValidation,
  customerServiceRecord,
  numberReservation,
  numberRelease,
  featureAvailability,
  facilityAvailability,
  dueDateAvailability,
  loopMakeup,
  loopQualification,
  cfaValidation,
  ncNciValidation,
  meetPoint,
  billingAccount,
  appointments,
  appointmentBooking,
  appointmentRelease,
];

const byName = new Map(preOrderFunctions.map((one) => [one.name, one]));

/** The function of that name. @throws Error where there is none: a bug, since the names are a closed list. */
export function preOrderFunction(name: PreOrderFunction): FunctionDef {
  const def = byName.get(name);
  if (!def) throw new Error(`There is no function ${name}.`);
  return def;
}
