import { Type } from 'typebox';
import { fail, ok } from '../../../base/result.ts';
import { localDate } from '../../../cases/instant.ts';
import { productsTable } from '../../../inventory/products.ts';
import type { Product } from '../../../inventory/products.ts';
import { defineFunction } from '../pre-order.ts';

const Channel = (description: string) => Type.String({ pattern: '^[A-Za-z0-9.-]{2,12}$', description });

/** Whether network channel and interface codes go together, and which product they order. */
export const ncNciValidation = defineFunction({
  name: 'nc-nci-validation',
  doc: 'Whether NC, NCI and SECNCI go together under the agreement: valid or invalid; the products that they order.',
  facts: Type.Object(
    {
      nc: Channel('Network channel code: LX--'),
      nci: Type.Optional(Channel("Interface at the orderer's end: 02QB9.00H")),
      secnci: Type.Optional(Channel("Interface at the end user's end: 02DU9.00B")),
    },
    { additionalProperties: false },
  ),
  subject: ({ nc, nci, secnci }) => [nc, nci, secnci].filter(Boolean).join(' '),
  answer: (_tx, { agreement }, { askedAt }, facts) => {
    const view = agreement.at(localDate(agreement, askedAt));
    const rows = view.rows(productsTable).filter(({ value }) => value.network_channel !== undefined);
    if (rows.length === 0) return Promise.resolve(fail(noCodes(agreement.id)));
    const nc = facts.nc.toUpperCase();
    const ofChannel = rows.filter(({ value }) => value.network_channel?.toUpperCase() === nc);
    const fit = ofChannel.filter(
      ({ value }) => same(value.nci, facts.nci) && same(value.secnci, facts.secnci),
    );
    const [only] = fit;
    return Promise.resolve(
      ok({
        outcome: fit.length > 0 ? 'valid' : 'invalid',
        value: fit.length === 1 ? (only?.value.product ?? null) : null,
        details: {
          products: fit.map(({ value, citation }) => ({ ...codesOf(value), clause: citation })),
          ...(fit.length > 0
            ? {}
            : { known: (ofChannel.length > 0 ? ofChannel : rows).map(({ value }) => codesOf(value)) }),
        },
        problems:
          fit.length > 0
            ? []
            : [
                {
                  id: 'pre-order/nc-nci',
                  field: ofChannel.length > 0 ? 'nci' : 'nc',
                  sentence:
                    ofChannel.length > 0
                      ? `No product under ${agreement.id} has ${nc} with these interfaces.`
                      : `No product under ${agreement.id} has the network channel ${nc}.`,
                  cure: 'Take the codes of one of the products in the answer.',
                },
              ],
      }),
    );
  },
});

const same = (of: string | undefined, asked: string | undefined): boolean =>
  asked === undefined || of === undefined || of.toUpperCase() === asked.toUpperCase();

const codesOf = ({ product, name, network_channel: nc, nci, secnci }: Product) => ({
  product,
  name,
  ...(nc === undefined ? {} : { nc }),
  ...(nci === undefined ? {} : { nci }),
  ...(secnci === undefined ? {} : { secnci }),
});

const noCodes = (agreement: string) => ({
  id: 'pre-order/no-codes',
  field: 'nc',
  sentence: `The products of ${agreement} have no network channel codes.`,
  cure: 'Order by product code.',
});
