import type { ClockHead, ClockRun } from '../../../src/gateways/http-api/shapes/order.ts';
import { useAgreement } from '../agreement-context.tsx';
import { moment, words } from '../format.ts';
import { ReceiptTree } from './receipt-tree.tsx';
import { Facts } from './page.tsx';
import { ProblemList } from './states.tsx';
import { Status } from './status.tsx';
import type { Tone } from './status.tsx';

/** A clock in a word: on time, late, running, to be agreed. */
export function ClockBadge({ clock }: { clock: ClockHead }) {
  const [word, tone] = verdict(clock);
  return (
    <span className="clock-badge">
      {words(clock.name)} <Status of={word} tone={tone} />
    </span>
  );
}

/** A clock with its deadline and the steps that led to it. */
export function ClockPanel({ clock }: { clock: ClockRun }) {
  const { timeZone } = useAgreement();
  const facts: [string, string][] = [
    ['Started', moment(clock.startedAt, timeZone)],
    ['Due', clock.dueAt === undefined ? withoutDate(clock) : moment(clock.dueAt, timeZone)],
    ...(clock.notBefore === undefined
      ? []
      : [['Not before', moment(clock.notBefore, timeZone)] satisfies [string, string]]),
    ...(clock.stoppedAt === undefined
      ? []
      : [['Stopped', moment(clock.stoppedAt, timeZone)] satisfies [string, string]]),
    ...(clock.elapsedSeconds === undefined
      ? []
      : [['Took', duration(clock.elapsedSeconds)] satisfies [string, string]]),
  ];
  return (
    <article className="card clock">
      <h3>
        <ClockBadge clock={clock} />
        {clock.run > 1 ? <span className="dim"> run {clock.run}</span> : null}
      </h3>
      <Facts facts={facts} />
      {clock.problems.length > 0 ? <ProblemList problems={clock.problems} /> : null}
      {clock.receipt === undefined ? null : (
        <details className="why-details">
          <summary>Why this deadline</summary>
          <ReceiptTree receipt={clock.receipt} />
        </details>
      )}
    </article>
  );
}

const withoutDate = ({ state, pausedBy }: ClockHead): string => {
  if (state === 'paused') return `None while it stands still: ${pausedBy ?? ''}`;
  return state === 'undetermined' ? 'It could not be computed' : 'The parties agree a date';
};

/** Events that end a clock without doing what it waits for. */
const WITHOUT_RESULT = new Set(['rejected', 'cancelled', 'superseded', 'withdrawn']);

/** Stopped after its deadline, or still running past it. */
export const isLate = (clock: ClockHead): boolean => ['Late', 'Expired'].includes(verdict(clock)[0]);

function verdict(clock: ClockHead): [word: string, tone: Tone] {
  if (clock.stoppedBy !== undefined && WITHOUT_RESULT.has(clock.stoppedBy)) {
    return [`Ended: ${words(clock.stoppedBy).toLowerCase()}`, 'quiet'];
  }
  if (clock.inTime === true) return ['On time', 'good'];
  if (clock.inTime === false) return ['Late', 'bad'];
  if (clock.state === 'paused') return ['Stands still', 'quiet'];
  if (clock.expired) return ['Expired', 'bad'];
  if (clock.state === 'negotiated') return ['To be agreed', 'quiet'];
  if (clock.state === 'undetermined') return ['No deadline', 'bad'];
  return clock.state === 'stopped' ? ['Stopped', 'quiet'] : ['Running', 'open'];
}

function duration(seconds: number): string {
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor((seconds % 86_400) / 3600),
    Math.floor((seconds % 3600) / 60),
  ];
  const parts = [days > 0 ? `${days} d` : '', hours > 0 ? `${hours} h` : '', `${minutes} min`];
  return parts.filter((part) => part !== '').join(' ');
}
