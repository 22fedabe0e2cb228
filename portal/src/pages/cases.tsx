import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import type { CaseHead } from '../../../src/gateways/http-api/shapes/case.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { may, useApi, useMe } from '../api/use-api.ts';
import { moment, words } from '../format.ts';
import { Actor, DueWhen } from '../parts/due-item.tsx';
import { keyOf } from '../parts/due-list.tsx';
import { PageTitle, TableFrame } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';
import { Who } from '../parts/who.tsx';
import '../cases.css';

/** Notices, requests, disputes, deposits and whatever else the parties have open with each other. */
export function CasesPage() {
  const agreement = useAgreement();
  const me = useMe();
  const cases = useApi<CaseHead[]>(apiPath('agreements', agreement.form, agreement.variant, 'cases'));
  return (
    <>
      <PageTitle
        title="Cases"
        under={agreement.parties}
        aside={
          !may(me.data, 'cases:record') ? null : (
            <Button component={Link} to={pagesOf(agreement).openCase()}>
              Open a case
            </Button>
          )
        }
      />
      <Answer query={cases}>
        {(list) =>
          list.length === 0 ? (
            <Empty>There are no cases yet: no notice, request, dispute or deposit.</Empty>
          ) : (
            <Cases cases={list} />
          )
        }
      </Answer>
    </>
  );
}

const SHOWN: readonly (readonly [name: string, label: string, has: (one: CaseHead) => boolean])[] = [
  ['open', 'Open', ({ isOpen }) => isOpen],
  ['overdue', 'Overdue', ({ due }) => due.some(({ isOverdue }) => isOverdue)],
  ['closed', 'Closed', ({ isOpen }) => !isOpen],
  ['all', 'All', () => true],
];

/** Cases by kind and by what became of them: `?show=overdue&kind=bfr`. */
function Cases({ cases }: { cases: readonly CaseHead[] }) {
  const [search, setSearch] = useSearchParams();
  const name = search.get('show') ?? 'open';
  const kind = search.get('kind') ?? '';
  const [, , has] = SHOWN.find(([one]) => one === name) ?? SHOWN[0] ?? ['', '', () => true];
  const ofKind = cases.filter((one) => kind === '' || one.kind === kind);
  const shown = ofKind.filter(has);
  const kinds = [...new Map(cases.map((one) => [one.kind, one.title]))];
  const show = (key: string, value: string, usual: string): void => {
    const next = new URLSearchParams(search);
    if (value === usual) next.delete(key);
    else next.set(key, value);
    setSearch(next, { replace: true });
  };
  return (
    <>
      <div className="filter" role="search" aria-label="Cases">
        <NativeSelect
          label="Kind"
          value={kind}
          onChange={(event) => show('kind', event.currentTarget.value, '')}
          data={[{ value: '', label: 'All kinds' }, ...kinds.map(([value, label]) => ({ value, label }))]}
        />
        <SegmentedControl
          aria-label="Show"
          value={name}
          onChange={(to) => show('show', to, 'open')}
          data={SHOWN.map(([value, label, isIn]) => ({
            value,
            label: `${label} (${ofKind.filter(isIn).length})`,
          }))}
        />
      </div>
      {shown.length === 0 ? <Empty>No case is like that.</Empty> : <CaseTable cases={shown} />}
    </>
  );
}

function CaseTable({ cases }: { cases: readonly CaseHead[] }) {
  const agreement = useAgreement();
  return (
    <TableFrame label="Cases">
      <table className="table">
        <caption className="visually-hidden">Cases, latest change first</caption>
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">State</th>
            <th scope="col">Opened by</th>
            <th scope="col">What is due</th>
            <th scope="col" className="spare">
              Last change
            </th>
          </tr>
        </thead>
        <tbody>
          {cases.map((one) => (
            <tr key={one.id}>
              <th scope="row" className="whole">
                <Link to={pagesOf(agreement).case(one.id)}>{one.id}</Link>
                <span className="due-kind">{one.title}</span>
              </th>
              <td>
                <Status of={words(one.state)} tone={one.isOpen ? 'open' : 'quiet'} />
              </td>
              <td>
                <Who party={one.openedBy} />
              </td>
              <td>
                {one.due.length === 0 ? <span className="dim">Nothing</span> : null}
                {one.due.map((clock) => (
                  <p key={keyOf(clock)} className="due-line">
                    {words(clock.clock)}: <DueWhen agreement={agreement} clock={clock} />{' '}
                    <span className="dim">
                      · <Actor agreement={agreement} clock={clock} />
                    </span>
                  </p>
                ))}
              </td>
              <td className="spare">{moment(one.changedAt, agreement.timeZone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
