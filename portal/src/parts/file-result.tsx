import { Checkbox, Pagination } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { OrderFileAnswer } from '../../../src/gateways/http-api/shapes/order-file.ts';
import { useAgreement } from '../agreement-context.tsx';
import { VERDICTS, VERDICT_NAMES, isToMend, nameBeside, pageOf } from '../file-result.ts';
import type { Verdict } from '../file-result.ts';
import { grouped, moment } from '../format.ts';
import { CsvLink } from './csv-link.tsx';
import { FileRows } from './file-rows.tsx';
import { TableFrame } from './page.tsx';
import { Status } from './status.tsx';

interface Props {
  readonly name: string;
  readonly answer: OrderFileAnswer;
}

/** What became of a file: counts, what to do next, and each line. */
export function FileResult({ name, answer }: Props) {
  const { timeZone } = useAgreement();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const toMend = useMemo(() => answer.rows.filter(isToMend), [answer]);
  return (
    <section className="part file-result" aria-labelledby="file-result">
      <h2 id="file-result" ref={heading} tabIndex={-1}>
        Result of {name}: {grouped(answer.lines.taken)} of {lines(answer.lines.read)} taken
        {toMend.length === 0 ? '' : `, ${grouped(toMend.length)} to mend`}
      </h2>
      <p className="note">
        Received {moment(answer.receivedAt, timeZone)}: the clocks of what is taken run from then.
      </p>
      <div className="file-after">
        <Counts answer={answer} />
        <Next name={name} answer={answer} toMend={toMend.length} />
      </div>
      <Lines rows={answer.rows} toMend={toMend} />
    </section>
  );
}

const lines = (count: number): string => `${grouped(count)} ${count === 1 ? 'line' : 'lines'}`;

function Counts({ answer }: { answer: OrderFileAnswer }) {
  return (
    <TableFrame label="Counts">
      <table className="table dense file-counts">
        <caption className="visually-hidden">
          Counts: what was read is what was taken, rejected, refused, already taken and not read together
        </caption>
        <thead>
          <tr>
            <th scope="col">Verdict</th>
            <th scope="col" className="number">
              Lines
            </th>
            <th scope="col" className="number">
              Orders
            </th>
            <th scope="col">Means</th>
          </tr>
        </thead>
        <tbody>
          {VERDICT_NAMES.map((verdict, at) => (
            <tr key={verdict} className={answer.lines[verdict] === 0 ? 'file-none' : undefined}>
              <th scope="row" className="whole">
                <span className="file-sign" aria-hidden="true">
                  {at === 0 ? '' : '+'}
                </span>
                <Status of={VERDICTS[verdict].word} tone={VERDICTS[verdict].tone} />
              </th>
              <td className="number">{grouped(answer.lines[verdict])}</td>
              <td className="number">{grouped(answer.orders[verdict])}</td>
              <td>{answer.lines[verdict] === 0 ? null : meaningOf(verdict)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              <span className="file-sign" aria-hidden="true">
                =
              </span>
              Read
            </th>
            <td className="number">{grouped(answer.lines.read)}</td>
            <td className="number">{grouped(answer.orders.read)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </TableFrame>
  );
}

const meaningOf = (verdict: Verdict): string => `${VERDICTS[verdict].means}. ${VERDICTS[verdict].again}.`;

function Next({ name, answer, toMend }: Props & { toMend: number }) {
  return (
    <div className="file-next">
      <h3>What next</h3>
      <ul className="file-links">
        {answer.csv === undefined ? null : (
          <li>
            <CsvLink name={nameBeside(name, 'result')} text={answer.csv}>
              Result as CSV
            </CsvLink>
          </li>
        )}
        {answer.mend === undefined ? null : (
          <li>
            <CsvLink name={nameBeside(name, 'mend')} text={answer.mend}>
              Rows to mend as CSV ({grouped(toMend)})
            </CsvLink>
          </li>
        )}
      </ul>
      <p>{nextStep(answer, toMend)}</p>
    </div>
  );
}

function nextStep({ mend, rows }: OrderFileAnswer, toMend: number): string {
  if (toMend === 0) return 'Nothing is to be mended.';
  const isRejected = rows.some(({ sendAgainAs }) => sendAgainAs);
  if (mend === undefined)
    return `Mend the orders in your own file, by the lines that are named below, and send it whole: what is taken is skipped.${
      isRejected
        ? ' A rejected order comes as its next version, with SUP 3 and in REMARKS what was changed.'
        : ''
    }`;
  return `The rows to mend are your own rows, with what is wrong in front: mend them and send that file alone.${
    isRejected
      ? ' A rejected order has its next version and SUP 3 filled in: say in LSR.REMARKS what was changed.'
      : ''
  }`;
}

type Rows = OrderFileAnswer['rows'];

/** A hundred lines at a time, all or those that are to be mended. */
function Lines({ rows, toMend }: { rows: Rows; toMend: Rows }) {
  const [onlyToMend, setOnlyToMend] = useState(false);
  const [wanted, setWanted] = useState(1);
  const top = useRef<HTMLDivElement>(null);
  const chosen = onlyToMend ? toMend : rows;
  const { shown, page, pages, first } = pageOf(chosen, wanted);
  const turn = (label: string, to: (page: number) => void) =>
    pages === 1 ? null : (
      <Pagination
        aria-label={label}
        total={pages}
        value={page}
        onChange={to}
        size="sm"
        siblings={1}
        getItemProps={(item) => ({ 'aria-label': `Page ${item} of ${pages}` })}
        getControlProps={(control) => ({ 'aria-label': `${words[control]} page` })}
      />
    );
  return (
    <>
      <div className="file-show" ref={top}>
        <Checkbox
          label={`Only what is to be mended (${grouped(toMend.length)})`}
          checked={onlyToMend}
          disabled={toMend.length === 0}
          onChange={(event) => {
            setOnlyToMend(event.currentTarget.checked);
            setWanted(1);
          }}
        />
        <p className="note" role="status">
          {pages === 1
            ? lines(chosen.length)
            : `${grouped(first + 1)} to ${grouped(first + shown.length)} of ${lines(chosen.length)}`}
        </p>
        {turn('Pages of lines', setWanted)}
      </div>
      <FileRows rows={shown} />
      {turn('Pages of lines, below them', (to) => {
        setWanted(to);
        top.current?.scrollIntoView();
      })}
    </>
  );
}

const words: Readonly<Record<'first' | 'previous' | 'next' | 'last', string>> = {
  first: 'First',
  previous: 'Previous',
  next: 'Next',
  last: 'Last',
};
