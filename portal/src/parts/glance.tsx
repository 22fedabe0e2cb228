import { Link } from 'react-router';
import type { AgreementText, LifeView } from '../../../src/gateways/http-api/shapes/agreement.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { day, words } from '../format.ts';
import { queryOf, useTimes } from '../times.ts';
import { Standing } from './amendment.tsx';
import { CoverageLegend, CoverageTable } from './coverage.tsx';
import { Facts, Part } from './page.tsx';
import { Provenance, ProvenanceLegend } from './provenance.tsx';
import { ReaderLink } from './reader-link.tsx';
import { Empty, ProblemList } from './states.tsx';
import { Status } from './status.tsx';

/** Where the agreement stands: parties, life, amendments, tariffs beside it, and how much of it runs. */
export function Glance({ text }: { text: AgreementText }) {
  const agreement = useAgreement();
  const times = useTimes();
  const { life } = text;
  const pdf = `${apiPath('agreements', agreement.form, agreement.variant, 'summary.pdf')}${queryOf({ ...times })}`;
  return (
    <article className="glance">
      <Facts
        facts={[
          ['Incumbent (ILEC)', fullName(text.ilec)],
          ['Competitor (CLEC)', fullName(text.clec)],
          ['State', text.docket === undefined ? text.state : `${text.state}, docket ${text.docket}`],
          ...(life === null ? [] : ([['Standing', <Standings key="life" life={life} />]] as const)),
          ['Summary to print', <SummaryLink key="pdf" to={pdf} />],
          [
            'Compare',
            <Link key="diff" to={`${pagesOf(agreement).diff}${queryOf({ ...times })}`}>
              With another day, with what was known before, or with another agreement
            </Link>,
          ],
        ]}
      />
      <Part title="Life of the agreement">
        {life === null ? (
          <Empty>The agreement keeps no record of its filing and approval.</Empty>
        ) : (
          <Life life={life} />
        )}
      </Part>
      <Part title="Amendments and corrections">
        {text.amendments.length === 0 ? <Empty>None is recorded.</Empty> : <AmendmentList text={text} />}
      </Part>
      <Part
        title="Tariffs beside it"
        note="Nothing of a tariff applies by silence: what the agreement expressly takes from it, and what is bought from it by express election."
      >
        {text.tariffs.length === 0 ? (
          <Empty>No tariff of a party is loaded.</Empty>
        ) : (
          <TariffList text={text} />
        )}
      </Part>
      <Part title="What of it runs">
        <details className="legend-details">
          <summary>What the words mean</summary>
          <CoverageLegend />
          <ProvenanceLegend />
        </details>
        <CoverageTable articles={text.articles} />
      </Part>
    </article>
  );
}

/** As it is called on the day that is shown. */
const fullName = ({ name, doingBusinessAs }: AgreementText['ilec']): string =>
  doingBusinessAs === undefined ? name : `${name} d/b/a ${doingBusinessAs}`;

const SummaryLink = ({ to }: { to: string }) => (
  <a href={to} target="_blank" rel="noreferrer">
    Parties, key terms, clocks and rates (PDF)
  </a>
);

function Standings({ life }: { life: LifeView }) {
  return (
    <>
      <Status of={words(life.state)} tone={IN_EFFECT.has(life.state) ? 'good' : 'open'} />{' '}
      {life.effectiveOn === undefined ? 'not in effect' : `in effect since ${day(life.effectiveOn)}`}
      {life.termEndsOn === undefined ? '' : `, term to ${day(life.termEndsOn)}`}
      {life.interim ? ', performed before it is in effect' : ''}
    </>
  );
}

const IN_EFFECT = new Set(['effective', 'holdover', 'noticed-off']);

function Life({ life }: { life: LifeView }) {
  return (
    <>
      {life.problems.length > 0 ? <ProblemList problems={life.problems} /> : null}
      <ol className="life">
        {life.events.map((event) => (
          <li key={`${event.on} ${event.event}`} className={event.derived ? 'life-derived' : undefined}>
            <span className="life-day">{day(event.on)}</span>
            <div>
              <b>{words(event.event)}</b>
              {event.document === undefined ? null : <span className="dim"> {event.document}</span>}{' '}
              {event.provenance === undefined ? null : <Provenance of={event.provenance} />}
              <span className="under">
                {event.derived ? 'By the passing of time' : event.source} ·{' '}
                <ReaderLink citation={event.clause}>{event.clause}</ReaderLink>
              </span>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

const AmendmentList = ({ text }: { text: AgreementText }) => (
  <ul className="plain-list">
    {text.amendments.map((one) => (
      <li key={one.id}>
        <ReaderLink citation={one.citation}>{one.title}</ReaderLink> <Standing of={one.standing} />{' '}
        <span className="dim">
          {one.kind}, {one.effectiveOn === undefined ? 'from the beginning' : `from ${day(one.effectiveOn)}`}
        </span>
      </li>
    ))}
  </ul>
);

const TariffList = ({ text }: { text: AgreementText }) => (
  <ul className="plain-list">
    {text.tariffs.map((tariff) => (
      <li key={tariff.id}>
        <ReaderLink citation={tariff.number}>{tariff.number}</ReaderLink>, {tariff.title},{' '}
        {tariff.carrier.name} <Provenance of={tariff.provenance} />
        <ul>
          {tariff.incorporated.map((one) => (
            <li key={one.service}>
              The agreement takes {words(one.service).toLowerCase()} from §{one.section},{' '}
              {one.mode === 'frozen' ? `as it stood on ${day(one.asOf ?? text.asOf)}` : 'as it stands'} (
              <ReaderLink citation={one.clause}>{one.clause}</ReaderLink>)
            </li>
          ))}
        </ul>
      </li>
    ))}
  </ul>
);
