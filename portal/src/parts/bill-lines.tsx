import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Invoice, InvoiceLine } from '../../../src/gateways/http-api/shapes/invoice.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { day, grouped, money, sumMoney, words } from '../format.ts';
import { ClauseLink } from './clause.tsx';
import { TableFrame } from './page.tsx';
import { Provenance } from './provenance.tsx';

/** The lines of a bill, with the sum that must be its total. */
export function BillLines({ bill, onWhy }: { bill: Invoice; onWhy: (line: number) => void }) {
  const sum = sumMoney(bill.lines.map(({ amount }) => amount));
  return (
    <TableFrame label="Lines of the bill">
      <table className="table lines">
        <caption className="visually-hidden">Lines of bill {bill.number}</caption>
        <thead>
          <tr>
            <th scope="col" className="number">
              #
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
            <th scope="col">
              <span className="visually-hidden">Why</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {bill.lines.map((line) => (
            <LineRow key={line.line} line={line} onWhy={onWhy} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={5}>
              {sum === bill.total ? 'Total' : 'The lines do not sum to the total of the bill'}
            </th>
            <td className="number">{money(sum)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </TableFrame>
  );
}

function LineRow({ line, onWhy }: { line: InvoiceLine; onWhy: (line: number) => void }) {
  const pages = pagesOf(useAgreement());
  const isFree = /^-?0\.00$/.test(line.amount);
  return (
    <tr className={line.amount.startsWith('-') ? 'credit' : undefined}>
      <td className="number dim">{line.line}</td>
      <th scope="row" className="what">
        {line.description}
        <span className="under">
          {words(line.kind)}, {line.from === line.to ? day(line.from) : `${day(line.from)} – ${day(line.to)}`}
          {line.zone === undefined ? '' : `, zone ${line.zone}`}
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
      <td className="number">
        {grouped(line.quantity)} <span className="unit">{line.unit}</span>
      </td>
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
      <td>
        <Button size="compact-sm" variant="light" onClick={() => onWhy(line.line)} aria-haspopup="dialog">
          Why<span className="visually-hidden"> line {line.line}</span>
        </Button>
      </td>
    </tr>
  );
}
