import type { AmendmentView } from '../../../src/gateways/http-api/shapes/agreement.ts';
import { Link } from 'react-router';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { anchorOf, day, moment, words } from '../format.ts';
import { dayBefore, queryOf } from '../times.ts';
import { Provenance } from './provenance.tsx';
import { Status } from './status.tsx';
import type { Tone } from './status.tsx';

const STANDINGS: Record<AmendmentView['standing'], readonly [label: string, tone: Tone]> = {
  'in-force': ['In force', 'good'],
  'not-yet': ['Not yet in force', 'open'],
  'not-recorded': ['Not known then', 'quiet'],
  pending: ['Waits for approval', 'open'],
  rejected: ['Rejected', 'bad'],
};

export function Standing({ of }: { of: AmendmentView['standing'] }) {
  const [label, tone] = STANDINGS[of];
  return <Status of={label} tone={tone} />;
}

/** An amendment or correction: its words, how it was filed, and what it changes. */
export function Amendment({ amendment, current }: { amendment: AmendmentView; current: boolean }) {
  const agreement = useAgreement();
  const { timeZone } = agreement;
  const { approval, orderedOn } = amendment;
  const facts: [string, string | undefined][] = [
    ['In force from', amendment.effectiveOn === undefined ? 'The beginning' : day(amendment.effectiveOn)],
    ['Recorded', moment(amendment.recordedAt, timeZone)],
    ['Signed', amendment.signedOn && day(amendment.signedOn)],
    ['Filed', amendment.filedOn && day(amendment.filedOn)],
    ['Docket', amendment.docket],
    ['Tracking number', amendment.trackingNumber],
    ['Approval', approval && (approval === 'deemed' ? 'Deemed, by the lapse of time' : words(approval))],
    ['Ordered', orderedOn && day(orderedOn)],
    ['Supersedes', amendment.supersedes],
  ];
  return (
    <section
      id={anchorOf(amendment.citation)}
      tabIndex={-1}
      className={current ? 'section section-current' : 'section'}
      aria-label={amendment.citation}
    >
      <h2 className="section-heading">
        {amendment.title} <span className="section-citation">{amendment.citation}</span>{' '}
        <Standing of={amendment.standing} />
      </h2>
      <div className="section-sides">
        <div className="section-words">
          <p>{amendment.text}</p>
          <ul className="plain-list">
            {amendment.changes.map((change) => (
              <li key={change}>
                It {change.split(' ')[0]} <code>{change.split(' ').slice(1).join(' ')}</code>
              </li>
            ))}
          </ul>
          <p>
            <Link to={`${pagesOf(agreement).diff}${changesOf(amendment)}`}>
              What it changes, and the open cases and bills that it touches
            </Link>
          </p>
        </div>
        <div className="section-terms">
          <div className="term">
            <p className="term-head">
              <b>{words(amendment.kind)}</b> <Provenance of={amendment.provenance} />
            </p>
            <dl className="term-fields">
              {facts.map(([name, value]) =>
                value === undefined ? null : (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ),
              )}
            </dl>
            <p className="term-source">{amendment.source}</p>
          </div>
        </div>
      </div>
    </section>
  );
}

/** The days around its effect; where it holds from the beginning, the moments around its record. */
function changesOf({ effectiveOn, recordedAt }: AmendmentView): string {
  if (effectiveOn !== undefined) return queryOf({ asOf: dayBefore(effectiveOn), asOfB: effectiveOn });
  const before = new Date(Date.parse(recordedAt) - 1000).toISOString().replace('.000', '');
  return queryOf({ asKnown: before, asKnownB: recordedAt });
}
