import type { AgreementHead } from '../../../src/gateways/http-api/shapes/agreement.ts';
import type { DueClock } from '../../../src/gateways/http-api/shapes/case.ts';
import { AgreementContext, otherIn, shortNameIn } from '../agreement-context.tsx';
import { words } from '../format.ts';
import { ClauseLink } from './clause.tsx';
import { Actor, DueCaseLink, DueWhen, awaitedWords } from './due-item.tsx';
import { TableFrame } from './page.tsx';

interface Props {
  readonly label: string;
  readonly clocks: readonly DueClock[];
  readonly agreements: ReadonlyMap<string, AgreementHead>;
  /** Whether the agreement of each is named. */
  readonly isAcross: boolean;
}

/** Clocks one below the other: when, who must act, what is waited for, in which case, by which clause. */
export function DueTable({ label, clocks, agreements, isAcross }: Props) {
  return (
    <TableFrame label={label}>
      <table className="table due-table">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">Due</th>
            <th scope="col">Who must act</th>
            <th scope="col">Waits for</th>
            <th scope="col">Case</th>
            {isAcross ? <th scope="col">Agreement</th> : null}
            <th scope="col">Clause</th>
          </tr>
        </thead>
        <tbody>
          {clocks.map((clock) => {
            const agreement = agreements.get(clock.agreement);
            if (agreement === undefined) return null;
            return (
              <AgreementContext key={keyOf(clock)} value={agreement}>
                <tr>
                  <td>
                    <DueWhen agreement={agreement} clock={clock} />
                  </td>
                  <td>
                    <Actor agreement={agreement} clock={clock} />
                  </td>
                  <td>
                    {words(clock.clock)}: <span className="dim">{awaitedWords(clock)}</span>
                  </td>
                  <th scope="row" className="whole">
                    <DueCaseLink agreement={agreement} clock={clock} />
                    <span className="due-kind">{clock.title}</span>
                  </th>
                  {isAcross ? <td>with {shortNameIn(agreement, otherIn(agreement).id)}</td> : null}
                  <td>{clock.clause === null ? null : <ClauseLink citation={clock.clause} />}</td>
                </tr>
              </AgreementContext>
            );
          })}
        </tbody>
      </table>
    </TableFrame>
  );
}

export const keyOf = ({ agreement, caseId, clock, run }: DueClock): string =>
  [agreement, caseId, clock, run].join(' ');
