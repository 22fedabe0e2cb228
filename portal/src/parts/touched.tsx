import { Link } from 'react-router';
import type { TouchedView } from '../../../src/gateways/http-api/shapes/diff.ts';
import { pagesOf, shortNameIn, useAgreement } from '../agreement-context.tsx';
import { money, moment, monthName, words } from '../format.ts';
import { Part, TableFrame } from './page.tsx';
import { Empty } from './states.tsx';
import { Status } from './status.tsx';

/** Open cases and bills that rest on what differs. */
export function Touched({ touched }: { touched: TouchedView }) {
  const { cases, invoices } = touched;
  return (
    <Part
      title="What it touches"
      note="An issued bill is never priced again; a correction stands on a later one."
    >
      {cases.length + invoices.length === 0 ? (
        <Empty>No open case and no open bill rests on it.</Empty>
      ) : null}
      {cases.length === 0 ? null : <TouchedCases cases={cases} />}
      {invoices.length === 0 ? null : <TouchedBills invoices={invoices} />}
    </Part>
  );
}

function TouchedCases({ cases }: { cases: TouchedView['cases'] }) {
  const agreement = useAgreement();
  const pages = pagesOf(agreement);
  return (
    <TableFrame label="Open cases">
      <table className="table">
        <caption>Open cases</caption>
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">State</th>
            <th scope="col">Clock</th>
            <th scope="col">Due as it stands</th>
            <th scope="col">By the second side</th>
            <th scope="col">Rests on</th>
          </tr>
        </thead>
        <tbody>
          {cases.flatMap(({ id, kind, state, clocks }) =>
            clocks.map((clock, index) => (
              <tr key={`${id} ${clock.clock}`}>
                {index > 0 ? null : (
                  <>
                    <th scope="row" rowSpan={clocks.length}>
                      <Link to={kind === 'lsr' ? pages.order(id) : pages.case(id)}>{id}</Link>
                    </th>
                    <td rowSpan={clocks.length}>{words(state)}</td>
                  </>
                )}
                <td>{words(clock.clock)}</td>
                <td>{moment(clock.dueAt, agreement.timeZone)}</td>
                <td>{clock.dueAtThen === undefined ? '–' : moment(clock.dueAtThen, agreement.timeZone)}</td>
                <td>
                  <Keys keys={clock.keys} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </TableFrame>
  );
}

function TouchedBills({ invoices }: { invoices: TouchedView['invoices'] }) {
  const agreement = useAgreement();
  const pages = pagesOf(agreement);
  return invoices.map(({ number, from, month, status, open, lines }) => (
    <TableFrame key={number} label={`Bill ${number}`}>
      <table className="table">
        <caption>
          <Link to={pages.bill(number)}>{number}</Link>, {shortNameIn(agreement, from)}, {monthName(month)}{' '}
          <Status of={words(status)} />, {money(open)} open
        </caption>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">What</th>
            <th scope="col" className="number">
              As billed
            </th>
            <th scope="col">Rests on</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, description, amount, keys }) => (
            <tr key={line}>
              <th scope="row">
                <Link to={`${pages.bill(number)}?line=${line}`}>{line}</Link>
              </th>
              <td>{description}</td>
              <td className="number">{money(amount)}</td>
              <td>
                <Keys keys={keys} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  ));
}

const Keys = ({ keys }: { keys: readonly string[] }) =>
  keys.map((key, index) => (
    <span key={key}>
      {index > 0 ? ', ' : ''}
      <code>{key}</code>
    </span>
  ));
