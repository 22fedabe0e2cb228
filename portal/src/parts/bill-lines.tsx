import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Invoice, InvoiceLine } from '../../../src/gateways/http-api/shapes/invoice.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { amountOf, day, money, sumMoney, words } from '../format.ts';
import { ClauseLink } from './clause.tsx';
import { TableFrame } from './page.tsx';
import { Provenance } from './provenance.tsx';
import { whyButtonId } from './why-drawer.tsx';

/** The lines of a bill, with the sum that must be its total. */
export function BillLines({ bill, onWhy }: { bill: Invoice; onWhy: (line: number) => void }) {
  const [wanted, setWanted] = useState('');
  const [kind, setKind] = useState('');
  const kinds = [...new Set(bill.lines.map((line) => line.kind))];
  const shown = bill.lines.filter(
    (line) => (kind === '' || line.kind === kind) && textOf(line).includes(wanted.trim().toLowerCase()),
  );
  const sum = sumMoney(shown.map(({ amount }) => amount));
  const isWhole = shown.length === bill.lines.length;
  return (
    <>
      {bill.lines.length <= FEW_LINES ? null : (
        <div className="filter" role="search" aria-label="Lines">
          <TextInput
            label="Find in the lines"
            placeholder="Circuit, order, element, clause, amount"
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
          <NativeSelect
            label="Kind"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value)}
            data={[
              { value: '', label: 'All kinds' },
              ...kinds.map((one) => ({ value: one, label: words(one) })),
            ]}
          />
          <p className="note" role="status">
            {isWhole ? `${bill.lines.length} lines` : `${shown.length} of ${bill.lines.length} lines`}
          </p>
        </div>
      )}
      <TableFrame label="Lines of the bill">
        <table className="table lines">
          <caption className="visually-hidden">Lines of bill {bill.number}</caption>
          <thead>
            <tr>
              <th scope="col" className="number">
                #
              </th>
              <th scope="col">
                <span className="visually-hidden">Why</span>
              </th>
              <th scope="col">What</th>
              <th scope="col">Clause</th>
              <th scope="col" className="number">
                Quantity
              </th>
              <th scope="col" className="number">
                Price
              </th>
              <th scope="col" className="number">
                Amount
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <LineRow key={line.line} line={line} onWhy={onWhy} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={6}>
                {!isWhole
                  ? 'Sum of the lines shown'
                  : sum === bill.total
                    ? 'Total'
                    : 'The lines do not sum to the total of the bill'}
              </th>
              <td className="number">{money(sum)}</td>
            </tr>
          </tfoot>
        </table>
      </TableFrame>
    </>
  );
}

/** A bill of more lines is searched rather than read. */
const FEW_LINES = 12;

/** Kind, days and zone, as far as the description leaves them open. */
function about({ kind, from, to, zone, description }: InvoiceLine): string {
  const days = from === to ? day(from) : `${day(from)} – ${day(to)}`;
  const isSaid = description.includes(from) && description.includes(to);
  const isZoneSaid = zone === undefined || description.includes(`zone ${zone}`);
  return [words(kind), isSaid ? '' : days, isZoneSaid ? '' : `zone ${zone}`]
    .filter((part) => part !== '')
    .join(', ');
}

const textOf = ({ description, element, clause, amount, source }: InvoiceLine): string =>
  [description, element, clause, amount, source.id].join(' ').toLowerCase();

function LineRow({ line, onWhy }: { line: InvoiceLine; onWhy: (line: number) => void }) {
  const pages = pagesOf(useAgreement());
  const isFree = /^-?0\.00$/.test(line.amount);
  return (
    <tr className={line.amount.startsWith('-') ? 'credit' : undefined}>
      <td className="number dim">{line.line}</td>
      <td>
        <Button
          id={whyButtonId(line.line)}
          size="compact-sm"
          variant="light"
          onClick={() => onWhy(line.line)}
          aria-haspopup="dialog"
        >
          Why<span className="visually-hidden"> line {line.line}</span>
        </Button>
      </td>
      <th scope="row" className="what">
        {line.description}
        <span className="under">
          {about(line)}
          {line.correctionOf === undefined ? null : (
            <>
              , corrects{' '}
              <Link to={`${pages.bill(line.correctionOf.invoice)}?line=${line.correctionOf.line}`}>
                {line.correctionOf.invoice} line {line.correctionOf.line}
              </Link>
            </>
          )}
        </span>
      </th>
      <td>
        <ClauseLink citation={line.clause} />
      </td>
      <td className="number">{amountOf(line.quantity, line.unit)}</td>
      <td className="number">
        {money(line.rate)}
        <span className="under">
          <Provenance of={line.provenance} />
        </span>
      </td>
      <td className="number amount">
        {money(line.amount)}
        {isFree ? <span className="under">no charge</span> : null}
      </td>
    </tr>
  );
}
