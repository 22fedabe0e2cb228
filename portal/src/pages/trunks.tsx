import type { TrunkGroupStudy, TrunkStudy } from '../../../src/flows/trunk-study/study.ts';
import { useApi } from '../api/use-api.ts';
import { grouped, monthName, words } from '../format.ts';
import { ClauseLink } from '../parts/clause.tsx';
import { Part, TableFrame } from '../parts/page.tsx';
import { ReceiptTree } from '../parts/receipt-tree.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { TrafficFrame } from '../parts/traffic-frame.tsx';

/** How full the trunk groups are, and what is due about them. */
export function TrunksPage() {
  return (
    <TrafficFrame title="Trunk groups">{(_month, path) => <Study path={path('trunks')} />}</TrafficFrame>
  );
}

function Study({ path }: { path: string }) {
  const study = useApi<TrunkStudy>(path);
  return (
    <Answer query={study}>
      {({ months, groups, offices, actions, unknownGroups }) => (
        <>
          <Part title="Due" note={`From the busy hours of ${spanText(months)}.`}>
            <Actions actions={actions} />
          </Part>
          <Part
            title="Load"
            note="Average of the busy hour, against the trunks that the load requires and those in service."
          >
            <Load groups={groups} />
            {unknownGroups.length === 0 ? null : (
              <p className="note">
                Calls came on groups that the table does not have: {unknownGroups.join(', ')}.
              </p>
            )}
          </Part>
          {offices.length === 0 ? null : (
            <Part
              title="Through tandems"
              note="Calls to and from one place each: hundred call seconds of the busy hour, month by month."
            >
              <Offices offices={offices} />
            </Part>
          )}
          <Part title="Why">
            {groups.every(({ receipts }) => Object.keys(receipts).length === 0) ? (
              <Empty>The agreement or the table of trunk groups does not say enough to size them.</Empty>
            ) : (
              groups.map((group) => <Why key={group.trunkGroup} group={group} />)
            )}
          </Part>
        </>
      )}
    </Answer>
  );
}

const spanText = (months: readonly string[]): string => {
  const [first = '', last = first] = [months[0], months.at(-1)];
  return first === last ? monthName(first) : `${monthName(first)} to ${monthName(last)}`;
};

function Actions({ actions }: { actions: TrunkStudy['actions'] }) {
  if (actions.length === 0) return <Empty>Nothing is due.</Empty>;
  return (
    <ul className="edits">
      {actions.map(({ what, trunkGroup, office, sentence, clause }) => (
        <li key={`${what} ${trunkGroup} ${office ?? ''}`}>
          <b>{trunkGroup}</b>: {sentence} <ClauseLink citation={clause} />
        </li>
      ))}
    </ul>
  );
}

const orDash = (value: string | number | null): string => (value === null ? '–' : grouped(value));
const hourText = (hour: number | null): string =>
  hour === null ? '–' : `${String(hour).padStart(2, '0')}:00`;

function Load({ groups }: { groups: TrunkStudy['groups'] }) {
  return (
    <TableFrame label="Load of the trunk groups">
      <table className="table">
        <caption className="visually-hidden">Load of the trunk groups</caption>
        <thead>
          <tr>
            <th scope="col">Trunk group</th>
            <th scope="col">Class</th>
            <th scope="col">Busy hour</th>
            <th scope="col" className="number">
              CCS
            </th>
            <th scope="col" className="number">
              Erlangs
            </th>
            <th scope="col" className="number">
              Required
            </th>
            <th scope="col" className="number">
              In service
            </th>
            <th scope="col">Used</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.trunkGroup}>
              <th scope="row">
                {group.trunkGroup}
                <small>{[group.kind, group.way, group.group].map(words).join(', ')}</small>
              </th>
              <td>{group.trafficClass === null ? '–' : words(group.trafficClass)}</td>
              <td>{hourText(group.hour)}</td>
              <td className="number">{orDash(group.ccs)}</td>
              <td className="number">{orDash(group.erlangs)}</td>
              <td className="number">{orDash(group.required)}</td>
              <td className="number">{orDash(group.inService)}</td>
              <td>
                <Used group={group} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

const FULL = 100;

/** Required of in service, as a bar and as a number; or what the table of trunk groups would have to say. */
function Used({ group }: { group: TrunkGroupStudy }) {
  const { utilization, missing, action } = group;
  if (utilization === null)
    return (
      <small>{missing.length === 0 ? '–' : `not sized: trunk-groups.csv has no ${missing.join(', ')}`}</small>
    );
  const share = Math.min(Number(utilization), FULL);
  return (
    <div className="used">
      <svg viewBox={`0 0 ${FULL} 8`} preserveAspectRatio="none" aria-hidden="true">
        <rect width={FULL} height="8" className="used-all" />
        <rect width={share} height="8" className={action === 'augment' ? 'used-due' : 'used-part'} />
      </svg>
      <span className="whole">{Number(utilization).toFixed(1)} %</span>
    </div>
  );
}

function Offices({ offices }: { offices: TrunkStudy['offices'] }) {
  return (
    <TableFrame label="Calls through tandems by place">
      <table className="table narrow">
        <caption className="visually-hidden">Calls through tandems by place</caption>
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col">Through</th>
            <th scope="col">CCS by month</th>
            <th scope="col">Direct group</th>
          </tr>
        </thead>
        <tbody>
          {offices.map(({ trunkGroup, office, ccsByMonth, due }) => (
            <tr key={`${trunkGroup} ${office}`}>
              <th scope="row">{office}</th>
              <td>{trunkGroup}</td>
              <td>{ccsByMonth.map(({ ccs }) => grouped(ccs)).join(', ')}</td>
              <td>{due === null ? '–' : due ? 'due' : 'not due'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Why({ group }: { group: TrunkGroupStudy }) {
  const receipts = Object.values(group.receipts);
  if (receipts.length === 0) return null;
  return (
    <details className="why-details">
      <summary>{group.trunkGroup}</summary>
      {receipts.map((receipt) => (
        <div key={receipt.decision}>
          <h3>
            {words(receipt.decision)}: {String(receipt.value)}
          </h3>
          <ReceiptTree receipt={receipt} />
        </div>
      ))}
    </details>
  );
}
