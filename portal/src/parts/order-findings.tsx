import type {
  FailedEdit,
  Made,
  OrderCheck,
  OrderForms,
} from '../../../src/gateways/http-api/shapes/order-entry.ts';
import { day, money, plain } from '../format.ts';
import { ClauseLink } from './clause.tsx';
import { placeOfEdit } from './order-field.tsx';
import { ReceiptTree } from './receipt-tree.tsx';
import { ProblemList } from './states.tsx';

const GROUPS: readonly (readonly [severity: FailedEdit['severity'], title: string])[] = [
  ['fatal', 'No request at all until cured'],
  ['non-fatal', 'It would be rejected'],
  ['warning', 'Taken, but look'],
];

interface EditsProps {
  readonly edits: readonly FailedEdit[];
  /** They are of an order as it stood before the last key. */
  readonly isOld: boolean;
  readonly onFocus: (edit: FailedEdit) => void;
}

/** All edits that the order fails, the worst first; each leads to its field. */
export function OrderEdits({ edits, isOld, onFocus }: EditsProps) {
  return (
    <section className="order-edits" aria-label="Edits" aria-busy={isOld}>
      <h2>
        {edits.length === 0
          ? 'No edit fails'
          : `${edits.length} ${edits.length === 1 ? 'edit fails' : 'edits fail'}`}
        {isOld ? <span className="dim"> · testing</span> : null}
      </h2>
      {GROUPS.map(([severity, title]) => {
        const own = edits.filter((edit) => edit.severity === severity);
        if (own.length === 0) return null;
        return (
          <div key={severity} className={`edit-group edit-${severity}`}>
            <h3>
              {title} ({own.length})
            </h3>
            <ul>
              {own.map((edit) => (
                <li key={`${edit.id} ${edit.form} ${edit.section} ${edit.field ?? ''}`}>
                  <button type="button" className="edit-link" onClick={() => onFocus(edit)}>
                    {placeText(edit)}
                    {edit.section > 1 ? `, line ${edit.section}` : ''}
                  </button>{' '}
                  {edit.sentence} <span className="dim">{edit.cure}</span>{' '}
                  <span className="edit-basis">
                    {edit.id}
                    {edit.rule === undefined || edit.rule === '' ? null : ` · rule ${edit.rule}`}
                    {edit.clause === undefined ? null : (
                      <>
                        {' · '}
                        <ClauseLink citation={edit.clause} />
                      </>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

/** `LS CFA`. */
const placeText = (edit: FailedEdit): string => {
  const { form, field } = placeOfEdit(edit);
  return field === '*' ? `Form ${form}` : `${form} ${field}`;
};

/** The standard due date and the price of the order as it stands, each with why. */
export function OrderEstimate({ check, forms }: { check: OrderCheck | undefined; forms: OrderForms }) {
  if (check === undefined) return null;
  return (
    <>
      <Understood order={check.order} forms={forms} />
      <Estimate title="Standard due date" made={check.due} show={(value) => dateText(value)} />
      <Estimate title="Charges once" made={check.charges} show={(value) => money(plain(value))} />
    </>
  );
}

/** What the forms say together: the product by its codes, how many, where. */
function Understood({ order, forms }: { order: OrderCheck['order']; forms: OrderForms }) {
  const product = forms.products.find((one) => one.product === order['product']);
  const office = forms.wireCenters.find((one) => one.clli === order['wireCenter']);
  const quantity = Number(order['quantity'] ?? 0);
  return (
    <section className="order-estimate" aria-label="Understood as">
      <h2>Understood as</h2>
      <p>
        {product === undefined ? (
          <span className="dim">No product by these codes</span>
        ) : (
          <>
            {quantity} × {product.name}
            {office === undefined ? '' : ` in ${office.name}`}
          </>
        )}
      </p>
    </section>
  );
}

const dateText = (value: unknown): string => {
  const text = plain(value);
  return /^\d{4}-\d{2}-\d{2}/.test(text) ? day(text) : text;
};

function Estimate({ title, made, show }: { title: string; made: Made; show: (value: unknown) => string }) {
  return (
    <section className="order-estimate" aria-label={title}>
      <h2>{title}</h2>
      {made.receipt === undefined ? null : (
        <>
          <p className="answer-value">{show(made.receipt.value)}</p>
          <details className="why-details">
            <summary>Why</summary>
            <ReceiptTree receipt={made.receipt} />
          </details>
        </>
      )}
      {made.problems.length === 0 ? null : (
        <details className="why-details">
          <summary>Not known yet</summary>
          <ProblemList problems={made.problems} />
        </details>
      )}
      {made.receipt === undefined && made.problems.length === 0 ? (
        <p className="dim">Not known yet.</p>
      ) : null}
    </section>
  );
}
