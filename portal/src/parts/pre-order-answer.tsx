import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PreOrderResult } from '../../../src/gateways/http-api/shapes/pre-order.ts';
import { useAgreement } from '../agreement-context.tsx';
import { day, moment, plain, words } from '../format.ts';
import { LoopTable } from './loop-table.tsx';
import type { ShownLoop } from './loop-table.tsx';
import { Facts, TableFrame } from './page.tsx';
import { PlaceTable } from './place-table.tsx';
import type { ShownPlace } from './place-table.tsx';
import { ReceiptTree } from './receipt-tree.tsx';
import { ProblemList } from './states.tsx';
import { Status } from './status.tsx';
import type { Tone } from './status.tsx';

/** The answer to a question before an order: in a word, what is to be known beside it, and what it rests on. */
export function PreOrderAnswer({ answer, milliseconds }: { answer: PreOrderResult; milliseconds: number }) {
  const { outcome, value, problems, receipt } = answer;
  const shown = value === null || value === outcome || typeof value === 'boolean' ? undefined : said(value);
  return (
    <section className="answer pre-order-answer" aria-label="Answer">
      <p className="answer-value">
        <Status of={words(outcome)} tone={toneOf(outcome)} /> {shown}
        {shown !== undefined && answer.function === 'meet-point' ? ' %' : null}
        <small className="note">in {Math.round(milliseconds)} ms</small>
      </p>
      {problems.length === 0 ? null : (
        <Alert color="yellow" variant="light" className="notice" title="To be known" role="note">
          <ProblemList problems={problems} />
        </Alert>
      )}
      <Details answer={answer} />
      {receipt === undefined ? null : (
        <details className="why-details">
          <summary>Why</summary>
          <ReceiptTree receipt={receipt} />
        </details>
      )}
    </section>
  );
}

const said = (value: string | number): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(String(value))
    ? day(String(value))
    : String(value).replaceAll(/\b(\d{3})(\d{3})(\d{4})\b/g, '$1-$2-$3');

const GOOD = new Set(
  'exact own-circuit retail-account reserved released available date found green free valid kept'.split(' '),
);
const BAD = new Set(
  'none msag-only not-found other-carrier red in-use held unknown other-office invalid no-record'.split(' '),
);
const toneOf = (outcome: string): Tone => (GOOD.has(outcome) ? 'good' : BAD.has(outcome) ? 'bad' : 'open');

/** What the functions tell beside a word; what has no form of its own is a list of names and values. */
function Details({ answer: { function: name, details } }: { answer: PreOrderResult }) {
  const { timeZone } = useAgreement();
  switch (name) {
    case 'address-validation':
      return <PlaceTable places={details['places'] as ShownPlace[]} />;
    case 'loop-makeup':
    case 'loop-qualification':
      return <LoopTable loops={details['loops'] as ShownLoop[]} />;
    case 'facility-availability':
      return (
        <Rows
          head={['Pair', 'State', 'For it', 'Why']}
          rows={(details['candidates'] as Record<string, string>[]).map((one) => [
            one['loop'],
            one['status'],
            words(one['fit'] ?? ''),
            one['why'] ?? '',
          ])}
          none="No spare pair reaches the place."
        />
      );
    case 'feature-availability':
      return (
        <Rows
          head={['Code', 'Feature', 'There']}
          rows={(details['features'] as Record<string, unknown>[]).map((one) => [
            plain(one['feature']),
            plain(one['name']),
            one['available'] === true
              ? 'yes'
              : one['availableFrom'] === undefined
                ? 'no'
                : `from ${day(plain(one['availableFrom']))}`,
          ])}
          none="No features are on record."
        />
      );
    case 'nc-nci-validation':
      return (
        <Rows
          head={['Product', 'NC', 'NCI', 'SECNCI']}
          rows={((details['known'] ?? details['products']) as Record<string, string>[]).map((one) => [
            one['name'],
            one['nc'],
            one['nci'],
            one['secnci'],
          ])}
          none="No products have such codes."
        />
      );
    case 'meet-point':
      return (
        <Rows
          head={['Route', 'Element', 'Direction', 'Incumbent', 'Competitor']}
          rows={(details['routes'] as { route: string; shares: Record<string, string>[] }[]).flatMap((one) =>
            one.shares.map((share) => [
              one.route,
              words(share['element'] ?? ''),
              words(share['direction'] ?? 'both ways'),
              `${share['ilec']} %`,
              `${share['clec']} %`,
            ]),
          )}
          none="There is no route."
        />
      );
    case 'billing-account':
      return (
        <Rows
          head={['Account', 'What for', 'Who bills', 'Who is billed', 'Since']}
          rows={(details['accounts'] as Record<string, string>[]).map((one) => [
            one['ban'],
            one['name'],
            one['biller'],
            one['billed'],
            day(one['openedOn'] ?? ''),
          ])}
          none="There is no such account."
        />
      );
    case 'appointments':
      return (
        <Rows
          head={['Day', 'Window', 'From', 'To', 'Visits left']}
          rows={(details['windows'] as Record<string, string>[]).map((one) => [
            day(one['on'] ?? ''),
            one['window'],
            one['from'],
            one['to'],
            plain(one['free']),
          ])}
          none="No technician comes on these days."
        />
      );
    case 'number-reservation':
      return (
        <Facts
          facts={[
            ['Numbers', numbers(details['numbers'])],
            ['Kept until', details['until'] === undefined ? '–' : moment(String(details['until']), timeZone)],
            ['Cases', (details['reservations'] as { case: string }[]).map((one) => one.case).join(', ')],
          ]}
        />
      );
    case 'customer-service-record':
      return <Facts facts={recordFacts(details)} />;
    default:
      return (
        <Facts
          facts={Object.entries(details)
            .filter(([key]) => key !== 'basis')
            .map(([key, value]): [string, ReactNode] => [words(key), plain(value)])}
        />
      );
  }
}

const numbers = (value: unknown): string =>
  ((value as string[] | undefined) ?? [])
    .map((one) => one.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1-$2-$3'))
    .join(', ');

function recordFacts(details: Readonly<Record<string, unknown>>): [string, ReactNode][] {
  const services =
    (details['services'] as { name: string; code: string; quantity: number }[] | undefined) ?? [];
  const facts: [string, ReactNode][] = [
    ['Name', plain(details['name'])],
    ['Address', plain(details['address'])],
    ['Numbers', numbers(details['numbers'])],
    ['Services', services.map((one) => `${one.quantity} × ${one.name} (${one.code})`).join(', ')],
    ['Product', plain(details['product'])],
    ['In service since', details['inServiceOn'] === undefined ? '–' : day(plain(details['inServiceOn']))],
    ['Listing', plain(details['listing'])],
    ['Frozen', plain(details['freezes'])],
    ['Contract until', details['contractEndsOn'] === undefined ? '–' : day(plain(details['contractEndsOn']))],
  ];
  return facts.filter(([, value]) => value !== '–' && value !== '');
}

function Rows({
  head,
  rows,
  none,
}: {
  head: readonly string[];
  rows: readonly (readonly (string | undefined)[])[];
  none: string;
}) {
  if (rows.length === 0) return <p className="empty">{none}</p>;
  return (
    <TableFrame label={head.join(', ')}>
      <table className="table narrow">
        <thead>
          <tr>
            {head.map((one) => (
              <th key={one} scope="col">
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join(' ')}>
              {row.map((cell, index) =>
                index === 0 ? (
                  <th key={head[index]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={head[index]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
