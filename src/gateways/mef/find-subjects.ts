import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import { productsTable } from '../../inventory/products.ts';
import type { Product } from '../../inventory/products.ts';
import type { Tx } from '../../platform/transaction.ts';
import { productKeyOf } from '../tmf/ids.ts';
import type { CircuitSalt } from '../public-circuit-id.ts';
import { pageOfCircuits } from './circuit-list.ts';
import { configurationProblems, placeProblems } from './documents.ts';
import { FAMILIES, familyOfProduct, familyOfType } from './families.ts';
import type { Family } from './families.ts';
import { mefProblem } from './mef-problem.ts';
import type { ItemSubject } from './order-of-mef.ts';
import type { Action, MefProduct } from './shapes.ts';

interface ProductItem {
  readonly action: Action;
  readonly product?: MefProduct;
}

/** What each item is about: its product, how that is configured, and of what is in service its circuit. Every problem comes at once. */
export async function findSubjects(
  tx: Tx,
  agreement: Agreement,
  items: readonly ProductItem[],
  about: { readonly day: string; readonly list: string; readonly salt: CircuitSalt },
): Promise<Result<ItemSubject[]>> {
  const products = agreement
    .at(about.day)
    .rows(productsTable)
    .map(({ value }) => value);
  const circuits = await circuitsOf(tx, agreement, items, about);
  const problems: Problem[] = [];
  const subjects = items.flatMap((item, at) => {
    const found = subjectOf(item, `/${about.list}/${at}/product`, { products, circuits, agreement });
    if (!found.ok) problems.push(...found.problems);
    return found.ok ? [found.value] : [];
  });
  return problems.length > 0 ? fail(...problems) : ok(subjects);
}

/** The circuit of an id: the product's own, or the bare circuit id. */
const circuitId = ({ id = '' }: MefProduct): { agreementId?: string; ecckt: string } => {
  const key = productKeyOf(id);
  return key === undefined ? { ecckt: id } : { agreementId: key.agreementId, ecckt: key.circuit };
};

async function circuitsOf(
  tx: Tx,
  { id: agreementId, timeZone }: Agreement,
  items: readonly ProductItem[],
  { day: today, salt }: { readonly day: string; readonly salt: CircuitSalt },
): Promise<ReadonlyMap<string, Circuit>> {
  const publicIds = items.flatMap(({ product }) =>
    product?.id === undefined ? [] : [circuitId(product).ecckt],
  );
  if (publicIds.length === 0) return new Map();
  const agreements = [{ id: agreementId, timeZone, today }];
  const { found } = await pageOfCircuits(
    tx,
    { agreements, salt, publicIds },
    { offset: 0, limit: publicIds.length },
  );
  return new Map(
    found.flatMap(({ publicId, status, circuit }) =>
      status === 'terminated' ? [] : [[publicId, circuit] as const],
    ),
  );
}

interface Known {
  readonly agreement: Agreement;
  readonly products: readonly Product[];
  readonly circuits: ReadonlyMap<string, Circuit>;
}

function subjectOf({ action, product }: ProductItem, here: string, known: Known): Result<ItemSubject> {
  const problems: Problem[] = [];
  const missing = (name: string, sentence: string): void =>
    void problems.push(mefProblem('mef/missing-property', `${here}/${name}`, sentence, 'Add it.'));
  if (product === undefined) {
    missing('', 'The item says no product.');
    return fail(...problems);
  }
  const configuration = product.productConfiguration;
  for (const [at, place] of (product.place ?? []).entries())
    problems.push(...placeProblems('productOrderManagement', place, `${here}/place/${at}`));
  const isThere = action !== 'add';
  if (isThere && product.id === undefined)
    missing('id', `What is to ${action} is in service: its id is missing.`);
  if (!isThere && product.id !== undefined)
    problems.push(
      mefProblem('mef/unexpected-property', `${here}/id`, 'What is new has no id yet.', 'Leave it out.'),
    );
  if (action !== 'delete' && configuration === undefined)
    missing('productConfiguration', 'The product is not configured.');
  const circuit = product.id === undefined || !isThere ? undefined : findCircuit(product, known);
  if (isThere && product.id !== undefined && circuit === undefined)
    problems.push(
      mefProblem(
        'mef/reference-not-found',
        `${here}/id`,
        'No product of this id is in service under the agreement.',
        'Name one of your inventory.',
      ),
    );
  const code = product.productOffering?.id ?? circuit?.product;
  if (code === undefined && !isThere) missing('productOffering', 'What is ordered is not said.');
  const row = known.products.find(({ product: one }) => one === code);
  if (code !== undefined && row === undefined)
    problems.push(
      mefProblem(
        'mef/reference-not-found',
        `${here}/productOffering/id`,
        `"${code.slice(0, 60)}" is no product of the agreement.`,
        `Offerings are: ${known.products.map(({ product: one }) => one).join(', ')}.`,
      ),
    );
  const family = familyFor(configuration?.['@type'], row);
  if (configuration !== undefined) problems.push(...configured(family, configuration, here, row));
  if (problems.length > 0 || row === undefined || family === undefined) {
    if (problems.length === 0) problems.push(notConfigurable(here));
    return fail(...problems);
  }
  return ok({ family, product: row, ...(circuit === undefined ? {} : { circuit }) });
}

const familyFor = (type: string | undefined, row: Product | undefined): Family | undefined =>
  type === undefined
    ? familyOfProduct(row?.family, row?.order_form === 'ASR' ? 'asr' : 'lsr')
    : familyOfType(type);

function configured(
  family: Family | undefined,
  configuration: object,
  here: string,
  row: Product | undefined,
): Problem[] {
  const at = `${here}/productConfiguration`;
  if (family === undefined)
    return [
      mefProblem(
        'mef/invalid-value',
        `${at}/@type`,
        'There is no configuration of this type.',
        `Types are: ${FAMILIES.map(({ type }) => type).join(', ')}.`,
      ),
    ];
  if (row !== undefined && !family.products.includes(row.family ?? ''))
    return [
      mefProblem(
        'mef/invalid-value',
        `${at}/@type`,
        `${row.product} is not configured as ${family.name}.`,
        'Write the type of its family.',
      ),
    ];
  return configurationProblems(family, configuration, at);
}

function findCircuit(product: MefProduct, { agreement, circuits }: Known): Circuit | undefined {
  const { agreementId, ecckt } = circuitId(product);
  return agreementId === undefined || agreementId === agreement.id ? circuits.get(ecckt) : undefined;
}

const notConfigurable = (here: string): Problem =>
  mefProblem(
    'mef/other-issue',
    here,
    'The product is of no family that is ordered here.',
    'Order it with its forms.',
  );
