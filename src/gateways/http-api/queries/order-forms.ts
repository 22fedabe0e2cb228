import type { Agreement } from '../../../agreement/agreement.ts';
import { productsTable } from '../../../inventory/products.ts';
import { wireCentersTable } from '../../../network/wire-centers.ts';
import { partiesTable } from '../../../parties/parties.ts';
import { shippedForms } from '../../../formats/order-forms/shipped.ts';
import type { OrderForm, OrderForms } from '../shapes/order-entry.ts';

/** Forms of which each section is a line. */
const LINES = new Set(['LS', 'LSNP', 'NP', 'PS', 'RS', 'DL']);

/** What an order is known by: the edits over orders ask for it, whatever the usage of the form says. */
const IDENTITY = ['CCNA', 'PON', 'VER', 'REQTYP', 'ACT', 'DDD'];
const FIRST_PAGES = ['LSR', 'ASR'];

const TITLES: Readonly<Record<string, string>> = {
  LSR: 'Local Service Request',
  EU: 'End User',
  LS: 'Loop Service',
  LSNP: 'Loop Service with Number Portability',
  NP: 'Number Portability',
  PS: 'Port Service',
  RS: 'Resale Service',
  DL: 'Directory Listing',
  ASR: 'Access Service Request',
  TRK: 'Trunking',
  TSR: 'Transport',
  EUSA: 'End User Special Access',
};

/** What order entry is made from: forms, fields and their usage as published, and what may be ordered on a day. */
export function orderForms(agreement: Agreement, at: Temporal.Instant): OrderForms {
  const now = at.toZonedDateTimeISO(agreement.timeZone).toPlainDateTime();
  const today = now.toPlainDate().toString();
  const view = agreement.at(today);
  const { fields, usage } = shippedForms();
  const forms = [...fields].map(([form, byName]): OrderForm => ({
    form,
    title: TITLES[form] ?? form,
    isLines: LINES.has(form),
    fields: [...byName.values()].map((one) => ({
      field: one.field,
      title: one.title,
      min: one.min,
      max: Number.isFinite(one.max) ? one.max : null,
      type: one.type,
      values: [...one.values],
      note: one.usageNote,
      source: one.source,
      provenance: one.provenance,
    })),
  }));
  const orderer = view.rows(partiesTable).find(({ value }) => value.party === agreement.parties.clec)?.value;
  return {
    today,
    now: now.toString({ smallestUnit: 'minute' }),
    orderer: { ccna: orderer?.ccna ?? '', name: orderer?.name ?? '' },
    forms,
    usage: [
      ...usage.map(({ form, field, reqtyps, acts, usage: use }) => ({
        form,
        field,
        reqtyp: [...reqtyps],
        act: [...acts],
        usage: use,
      })),
      ...FIRST_PAGES.flatMap((form) =>
        IDENTITY.map((field) => ({ form, field, reqtyp: ['*'], act: ['*'], usage: 'R' as const })),
      ),
    ],
    products: view.rows(productsTable).map(({ value }) => ({
      product: value.product,
      name: value.name,
      family: value.family ?? null,
      order: value.order_form ?? 'LSR',
      reqtyp: value.request_type,
      nc: value.network_channel ?? '',
      nci: value.nci ?? '',
      secnci: value.secnci ?? '',
      tos: value.type_of_service ?? '',
    })),
    wireCenters: view.rows(wireCentersTable).map(({ value }) => ({ clli: value.clli, name: value.name })),
  };
}
