import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { appointment } from './appointments/appointment.ts';
import { appointmentsTerm } from './appointments/terms.ts';
import { ossAvailability } from './availability/oss-availability.ts';
import { ossAvailabilityStandard } from './availability/oss-availability-standard.ts';
import { outageNoticeOk } from './availability/outage-notice-ok.ts';
import { changeNoticeOk } from './changes/change-notice-ok.ts';
import { versionSupported } from './changes/version-supported.ts';
import { checkAccess } from './check.ts';
import { flowThrough } from './measures/flow-through.ts';
import { loopDataAccuracy } from './measures/loop-data-accuracy.ts';
import { flowThroughTerm, loopDataTerm } from './measures/terms.ts';
import { misuseFound } from './misuse/misuse-found.ts';
import { misuseStep } from './misuse/misuse-step.ts';
import { reservationExpiry } from './reservations/reservation-expiry.ts';
import { clockSkew } from './response/clock-skew.ts';
import { preOrderParity } from './response/pre-order-parity.ts';
import { preOrderResponse } from './response/pre-order-response.ts';
import { preOrderStandard } from './response/pre-order-standard.ts';
import { preOrderTimely } from './response/pre-order-timely.ts';
import {
  availabilityTerm,
  changesTerm,
  functionsTable,
  hoursTerm,
  misuseStepsTerm,
  misuseTerm,
  outagesTerm,
  parityTerm,
  responseTerm,
} from './terms.ts';

export { kinds } from './kinds.ts';
export { reservationExpiry };

/** What may be asked of the incumbent's systems before an order, how fast and how often they answer, and who may ask. */
export const ossAccess: Vocabulary = {
  subject: 'oss-access',
  terms: [
    responseTerm,
    parityTerm,
    hoursTerm,
    availabilityTerm,
    outagesTerm,
    changesTerm,
    misuseTerm,
    misuseStepsTerm,
    appointmentsTerm,
    flowThroughTerm,
    loopDataTerm,
  ],
  tables: [functionsTable],
  decisions: [
    preOrderTimely,
    clockSkew,
    preOrderResponse,
    preOrderStandard,
    preOrderParity,
    ossAvailability,
    ossAvailabilityStandard,
    outageNoticeOk,
    reservationExpiry,
    changeNoticeOk,
    versionSupported,
    misuseFound,
    misuseStep,
    appointment,
    flowThrough,
    loopDataAccuracy,
  ],
  check: checkAccess,
};
