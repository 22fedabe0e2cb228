import type { Agreement } from '../../agreement/agreement.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import { isoDay } from '../../formats/order-forms/well-formed.ts';
import { placeOfFields } from './address.ts';
import { configurationOf } from './configuration.ts';
import { FURTHER } from './configuration-schema.ts';
import { familyOfForms } from './families.ts';
import type { Action, Configuration, OrderItemCreate } from './shapes.ts';

/** What else is known of the order that the forms are of. */
export interface FormsAbout {
  /** Product code; empty where the forms name none. */
  readonly product: string;
  /** Ids of products in service, by their circuit. */
  readonly productIdOf: (ecckt: string) => string;
}

/**
 * The items of an order by its forms: its lines, in their order; one of an order without lines. What the forms tell of the end
 * user is there as far as the document has it.
 */
export function itemsOfForms(
  agreement: Agreement,
  document: OrderDocument,
  about: FormsAbout,
): OrderItemCreate[] {
  const family = familyOfForms(document);
  if (family === undefined) return [];
  const page = document[family.page]?.[0] ?? {};
  const user = family.user === undefined ? undefined : document[family.user]?.[0];
  const lines = document[family.line] ?? [{}];
  const action = actionOf(page['ACT'] ?? '');
  const place = placeOfFields(user);
  const customer = user?.['NAME'] ?? user?.['EUNAME'];
  const account = page['AN'] ?? page['BAN'];
  return lines.map((line, at) => {
    const ecckt = line['ECCKT'] ?? (family.line === 'RS' ? line['TNS'] : undefined) ?? page['ECCKT'];
    const isThere = action !== 'add' && ecckt !== undefined && ecckt !== '';
    const configuration = configurationOf(family, document, at);
    const tsp = line['TSP'] ?? page['TSP'];
    const day = isoDay(page['DDD'] ?? '');
    return {
      id: String(Number(line['LNUM'] ?? at + 1) || at + 1),
      action,
      agreementName: agreement.id,
      ...(account === undefined || account === '' ? {} : { billingAccount: { id: account } }),
      ...(customer === undefined || customer === '' ? {} : { endCustomerName: customer }),
      ...(page['EXP'] === 'Y' ? { expediteIndicator: true } : {}),
      ...(page['RPON'] === undefined || page['RPON'] === '' ? {} : { relatedBuyerPON: page['RPON'] }),
      ...(tsp === undefined || tsp === '' ? {} : { tspRestorationPriority: tsp }),
      ...(day === undefined ? {} : { requestedCompletionDate: startOfDay(agreement, day) }),
      product: {
        ...(isThere ? { id: about.productIdOf(ecckt) } : {}),
        ...(about.product === '' ? {} : { productOffering: { id: about.product } }),
        ...(place === undefined ? {} : { place: [place] }),
        productConfiguration: withCircuit(configuration, family.page, isThere ? undefined : ecckt),
      },
    };
  });
}

/** A circuit that an order names and is no product in service yet, or any more, is said as the field that it is. */
function withCircuit(configuration: Configuration, page: string, ecckt: string | undefined): Configuration {
  if (ecckt === undefined || ecckt === '' || page === 'LSR') return configuration;
  return { ...configuration, [FURTHER]: { ...configuration[FURTHER], 'ASR.ECCKT': ecckt } };
}

const ACTIONS: Readonly<Record<string, Action>> = { N: 'add', V: 'add', W: 'add', D: 'delete', Z: 'add' };
const actionOf = (act: string): Action => ACTIONS[act] ?? 'modify';

/** The day where the agreement is at home, as a date and time: its first instant. */
export const startOfDay = ({ timeZone }: Pick<Agreement, 'timeZone'>, day: string): string =>
  Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toString({ timeZoneName: 'never' });
