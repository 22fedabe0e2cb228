import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import type {
  FailedEdit,
  OrderCheck,
  OrderForms,
} from '../../../src/gateways/http-api/shapes/order-entry.ts';
import type { OrderView } from '../../../src/gateways/http-api/shapes/order-view.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { ApiProblems, apiPath, postJson } from '../api/client.ts';
import { words } from '../format.ts';
import { formsFor, headForm, headOf, newDocument, withField, withLines } from '../order-document.ts';
import type { OrderDocument } from '../order-document.ts';
import { OrderEstimate, OrderEdits } from './order-findings.tsx';
import { OFFICES, focusField, placeOf, placeOfEdit } from './order-field.tsx';
import type { EditsAt } from './order-field.tsx';
import { OrderLines } from './order-lines.tsx';
import { OrderSection } from './order-section.tsx';
import { Problems } from './states.tsx';

/** Milliseconds without a key before the order is tested again. */
const PAUSE = 300;

interface Props {
  readonly forms: OrderForms;
  /** What the forms hold at first; default: an empty order of the first product. */
  readonly start?: OrderDocument;
  /** The version before. */
  readonly before?: OrderDocument;
}

/** The forms of an order as they are filled, tested as one types; Ctrl+Enter sends it. */
export function OrderEditor({ forms, start, before }: Props) {
  const agreement = useAgreement();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const base = apiPath('agreements', agreement.form, agreement.variant, 'orders');
  const [product, setProduct] = useState(forms.products[0]?.product ?? '');
  const [document, setDocument] = useState<OrderDocument>(() => start ?? blank(forms, product, 'N', {}));
  const [isWhole, setWhole] = useState(false);
  const check = useCheck(base, document);
  const edits = check.data?.edits ?? [];
  const at = useMemo(() => byPlace(edits), [edits]);
  const send = useMutation<OrderView>({
    mutationFn: () => postJson(base, { document: trimmed(document) }),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
      void navigate(pagesOf(agreement).order(made.id));
    },
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!send.isPending) send.mutate();
  };
  const { shown, more } = formsFor(forms, document);
  const set = (form: string, section: number, field: string, value: string): void =>
    setDocument((was) => withField(was, form, section, field, value));
  const choose = (to: string, act: string): void => {
    setProduct(to);
    setDocument((was) => blank(forms, to, act, was));
  };
  const fields = { forms, document, edits: at, isWhole, onSet: set };
  const focus = (edit: FailedEdit): void => {
    setWhole((was) => was || !focusField(edit));
    requestAnimationFrame(() => focusField(edit));
  };
  return (
    <div className="order-entry" onKeyDown={onKeyDown}>
      <div className="order-forms">
        <datalist id={OFFICES}>
          {forms.wireCenters.map((one) => (
            <option key={one.clli} value={one.clli}>
              {one.name}
            </option>
          ))}
        </datalist>
        {start === undefined ? (
          <Choice forms={forms} product={product} act={headOf(document)['ACT'] ?? 'N'} onChoose={choose} />
        ) : null}
        <div className="order-show">
          <SegmentedControl
            aria-label="Fields"
            size="xs"
            value={isWhole ? 'all' : 'needed'}
            onChange={(to) => setWhole(to === 'all')}
            data={[
              { value: 'needed', label: 'Fields that are asked for' },
              { value: 'all', label: 'All fields' },
            ]}
          />
          <UsageLegend />
        </div>
        {shown.map((form) =>
          form.isLines ? (
            <OrderLines key={form.form} {...fields} form={form} onChange={setDocument} />
          ) : (
            <OrderSection key={form.form} {...fields} form={form} />
          ),
        )}
        {more.length === 0 ? null : (
          <p className="order-more">
            Add a form:{' '}
            {more.map((form) => (
              <Button
                key={form.form}
                variant="default"
                size="xs"
                title={form.title}
                onClick={() =>
                  setDocument((was) =>
                    form.isLines ? withLines(was, form.form, 1) : { ...was, [form.form]: [{}] },
                  )
                }
              >
                {form.form}
              </Button>
            ))}
          </p>
        )}
      </div>
      <aside className="order-side" aria-label="What stands against it, date and price">
        <Button
          fullWidth
          loading={send.isPending}
          variant={edits.some(({ severity }) => severity !== 'warning') ? 'default' : 'filled'}
          onClick={() => send.mutate()}
        >
          Send {headForm(document)} {headOf(document)['PON'] ?? ''}{' '}
          {before === undefined ? '' : `version ${headOf(document)['VER'] ?? ''}`}
        </Button>
        <p className="note">Ctrl+Enter sends. Enter and the arrow keys move between lines.</p>
        <div aria-live="polite">{send.error ? <Problems error={send.error} /> : null}</div>
        {check.error instanceof ApiProblems ? <Problems error={check.error} /> : null}
        <OrderEdits edits={edits} isOld={check.isPlaceholderData || check.isPending} onFocus={focus} />
        <OrderEstimate check={check.data} forms={forms} />
      </aside>
    </div>
  );
}

interface ChoiceProps {
  readonly forms: OrderForms;
  readonly product: string;
  readonly act: string;
  readonly onChoose: (product: string, act: string) => void;
}

/** What is ordered: it decides which forms and codes the order begins with. */
function Choice({ forms, product, act, onChoose }: ChoiceProps) {
  const families = Map.groupBy(forms.products, ({ family, order }) => family ?? order);
  const chosen = forms.products.find((one) => one.product === product);
  const codes = forms.forms
    .find(({ form }) => form === (chosen?.order ?? 'LSR'))
    ?.fields.find(({ field }) => field === 'ACT')?.values;
  return (
    <div className="facts-form order-choice">
      <NativeSelect
        label="Product"
        value={product}
        onChange={(event) => {
          const to = event.currentTarget.value;
          const type = forms.products.find((one) => one.product === to)?.reqtyp ?? '';
          onChoose(to, FIRST_ACTIVITY[type] ?? (act === MOVES_NUMBERS ? 'N' : act));
        }}
        data={[...families].map(([family, own]) => ({
          group: words(family),
          items: own.map((one) => ({ value: one.product, label: one.name })),
        }))}
      />
      <NativeSelect
        label="Activity"
        value={act}
        onChange={(event) => onChoose(product, event.currentTarget.value)}
        data={(codes === undefined || codes.length === 0 ? ['N', 'C', 'D'] : codes).map((code) => ({
          value: code,
          label: ACTIVITIES[code] === undefined ? code : `${code}: ${ACTIVITIES[code]}`,
        }))}
      />
    </div>
  );
}

/** A number moves from another carrier: it is converted, never new. */
const MOVES_NUMBERS = 'V';
const FIRST_ACTIVITY: Readonly<Record<string, string>> = { C: MOVES_NUMBERS };

const ACTIVITIES: Readonly<Record<string, string>> = {
  N: 'new',
  C: 'change',
  D: 'disconnect',
  M: 'inside move',
  T: 'outside move',
  R: 'record change',
  V: 'conversion as specified',
  W: 'conversion as is',
  P: 'conversion, partial',
  Q: 'conversion, partial, as is',
  S: 'suspend',
  B: 'restore',
  Y: 'deny',
  L: 'seasonal suspend',
  E: 'renewal',
};

function UsageLegend() {
  return (
    <span className="note usage-legend">
      <b className="usage usage-R">R</b> required <b className="usage usage-C">C</b> conditional{' '}
      <b className="usage usage-P">P</b> prohibited
    </span>
  );
}

/** What another product or activity does not change on the first page. */
const KEPT: ReadonlySet<string> = new Set([
  'PON',
  'DDD',
  'EXP',
  'PROJECT',
  'ACTL',
  'INIT',
  'TEL NO (INIT)',
  'REMARKS',
]);

/** A new order of a product that keeps who orders, for whom, and the number that were written already. */
function blank(forms: OrderForms, code: string, act: string, was: OrderDocument): OrderDocument {
  const product = forms.products.find((one) => one.product === code) ?? forms.products[0];
  if (product === undefined) return {};
  const made = newDocument(product, forms, act);
  const head = headForm(made);
  const kept = Object.fromEntries(Object.entries(was[head]?.[0] ?? {}).filter(([field]) => KEPT.has(field)));
  return {
    ...made,
    [head]: [{ ...made[head]?.[0], ...kept }],
    ...(made['EU'] !== undefined && was['EU'] !== undefined ? { EU: was['EU'] } : {}),
  };
}

/** Without sections and forms of which nothing is filled, except the lines that are counted. */
const trimmed = (document: OrderDocument): OrderDocument =>
  Object.fromEntries(
    Object.entries(document).filter(([, sections]) => sections.some((one) => Object.keys(one).length > 0)),
  );

/** What the server says of the order as it stands; the last answer stays while the next one is made. */
function useCheck(base: string, document: OrderDocument) {
  const [settled] = useDebouncedValue(document, PAUSE);
  return useQuery<OrderCheck, Error>({
    queryKey: [`${base}/check`, settled],
    queryFn: () => postJson(`${base}/check`, { document: trimmed(settled) }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

const byPlace = (edits: readonly FailedEdit[]): EditsAt =>
  Map.groupBy(edits, (edit) => {
    const { form, section, field } = placeOfEdit(edit);
    return placeOf(form, section, field);
  });
