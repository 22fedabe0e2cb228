import { Button } from '@mantine/core';
import { useState } from 'react';
import type { NextEvent } from '../../../src/gateways/http-api/shapes/case.ts';
import type { OrderView } from '../../../src/gateways/http-api/shapes/order-view.ts';
import { otherIn, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { may, useMe } from '../api/use-api.ts';
import { plain, words } from '../format.ts';
import type { Schema } from '../json-schema.ts';
import { EventForm } from './event-form.tsx';
import { OrderSupplements } from './order-supplements.tsx';
import { Part } from './page.tsx';

/** What may happen next: a button each for what is yours, with its form; the names of what the other party may do. */
export function OrderAnswers({ order, today }: { order: OrderView; today: string }) {
  const agreement = useAgreement();
  const me = useMe();
  const [name, setName] = useState<string>();
  const mayRecord = may(me.data, 'orders:answer') || may(me.data, 'orders:send');
  const yours = order.next.filter(({ isYours }) => isYours).sort(byUse);
  const theirs = order.next.filter(({ isYours }) => !isYours);
  const event = yours.find((one) => one.name === name);
  if (order.isReplayed)
    return <p className="note">A month’s files keep this order: it is not answered by hand.</p>;
  if (yours.length + theirs.length + order.supplements.length === 0) return null;
  return (
    <Part title="What may happen next">
      {mayRecord ? (
        <div className="order-answers">
          {yours.map((one) => (
            <Button
              key={one.name}
              variant={one.name === name ? 'filled' : PRIMARY.has(one.name) ? 'light' : 'default'}
              title={one.doc}
              aria-expanded={one.name === name}
              onClick={() => setName(one.name === name ? undefined : one.name)}
            >
              {LABELS[one.name] ?? words(one.name)}
            </Button>
          ))}
          <OrderSupplements order={order} />
        </div>
      ) : (
        <p className="note">You may look, and not record.</p>
      )}
      {event === undefined || !mayRecord ? null : (
        <div className="next-event">
          <p>{event.doc}</p>
          <EventForm
            key={event.name}
            kind={order.kind}
            id={order.id}
            event={withBody(event, order)}
            path={apiPath('agreements', agreement.form, agreement.variant, 'orders', order.id, 'events')}
            defaults={defaultsOf(order, today)}
            choices={
              new Map([
                ['code', codesOf(order)],
                ['missed.code', codesOf(order)],
              ])
            }
            onRecorded={() => setName(undefined)}
          />
        </div>
      )}
      {theirs.length === 0 ? null : (
        <p className="note">
          For {otherIn(agreement).name}: {theirs.map((one) => words(one.name).toLowerCase()).join(', ')}.
        </p>
      )}
    </Part>
  );
}

/** What a person of the trade calls them. */
const LABELS: Readonly<Record<string, string>> = {
  acknowledged: 'Acknowledge',
  confirmed: 'Confirm (FOC)',
  rejected: 'Reject',
  'clarification-requested': 'Ask (clarification)',
  'clarification-withdrawn': 'Withdraw the question',
  jeopardy: 'Jeopardy',
  'jeopardy-cleared': 'New date after jeopardy',
  'customer-not-ready': 'Customer not ready',
  completed: 'Complete',
  'billing-completed': 'Billed',
  deferred: 'Wait for facilities',
  rescheduled: 'New date',
};
const ORDER = Object.keys(LABELS);
const PRIMARY = new Set(['acknowledged', 'confirmed', 'completed', 'rescheduled', 'jeopardy-cleared']);

const byUse = (a: NextEvent, b: NextEvent): number => place(a) - place(b);
const place = ({ name }: NextEvent): number => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1);

/** What a rejection names, where the shape of the event leaves it open. */
const REJECTION = {
  type: 'object',
  required: ['rejections'],
  properties: {
    rejections: {
      type: 'array',
      description: 'All of them at once, each with how it is cured.',
      items: {
        type: 'object',
        required: ['id', 'field', 'sentence', 'cure'],
        properties: {
          id: { type: 'string', description: 'Code of the edit' },
          form: { type: 'string', description: 'LSR, LS …' },
          field: { type: 'string', description: 'As on the form: CFA' },
          sentence: { type: 'string', description: 'What is wrong' },
          cure: { type: 'string', description: 'What to write on the next version' },
        },
      },
    },
  },
};

/** Fields of events that the program fills itself, that only a coordinated cut has, or only an access order. */
const FILLED_IN = ['cuts', 'standing', 'causedBy', 'loss', 'oldProvider', 'stage', 'by', 'clock'];
const OF_CUTS = ['frameDueTime', 'coordination'];
const OF_TRANSPORT = ['farWireCenter'];

/** The shape of what a person says with an event. */
function withBody(event: NextEvent, { request, kind }: OrderView): NextEvent {
  if (event.name === 'rejected') return { ...event, body: REJECTION };
  const body = event.body as Schema | undefined;
  const hidden = new Set([
    ...FILLED_IN,
    ...(request['coordinated'] === true ? [] : OF_CUTS),
    ...(kind === 'asr' ? [] : OF_TRANSPORT),
  ]);
  if (body?.properties === undefined) return event;
  const properties = Object.entries(body.properties).filter(([name]) => !hidden.has(name));
  return { ...event, body: { ...body, properties: Object.fromEntries(properties) } };
}

const codesOf = ({ jeopardyCodes }: OrderView) =>
  jeopardyCodes.map(({ code, name, causedBy }) => ({
    value: code,
    label: `${code}: ${name} (${words(causedBy).toLowerCase()})`,
  }));

/** What a person would write first: the promised date, today, the circuits that the order names. */
function defaultsOf({ summary, request, clocks }: OrderView, today: string): ReadonlyMap<string, string> {
  const text = (value: unknown): string => (value === null || value === undefined ? '' : plain(value));
  const standard = clocks.find(({ name }) => name === 'installation')?.dueAt?.slice(0, 10) ?? '';
  const asked = text(summary['desiredDueDate']);
  const promised = text(summary['dueDate']);
  const circuits = Array.isArray(request['ecckts']) ? request['ecckts'].map(String).join('\n') : '';
  const date = promised || (asked > standard ? asked : standard) || asked;
  return new Map(
    Object.entries({
      dueDate: date,
      dueOn: promised || date,
      completedOn: today,
      ecckts: circuits,
      frameDueTime: text(request['frameDueTime']),
      billMonth: today.slice(0, 7),
    }).filter(([, value]) => value !== ''),
  );
}
