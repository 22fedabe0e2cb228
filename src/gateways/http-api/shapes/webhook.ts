import { Type } from 'typebox';
import type { Static } from 'typebox';

export const WebhookView = Type.Object({
  id: Type.String(),
  agreement: Type.Union([Type.String(), Type.Null()], { description: 'null: every agreement of yours' }),
  url: Type.String(),
  format: Type.String({ description: 'cloudevents, tmf, mef' }),
  eventTypes: Type.Array(Type.String(), { description: 'lsr.confirmed, lsr.*; empty: everything' }),
  state: Type.Enum(['active', 'paused', 'disabled']),
  why: Type.Union([Type.String(), Type.Null()], { description: 'Why it is disabled' }),
  createdAt: Type.String(),
  createdBy: Type.String(),
  failingSince: Type.Union([Type.String(), Type.Null()]),
  waiting: Type.Integer(),
  dead: Type.Integer({ description: 'Notices that were given up: replay sends them again' }),
});
export type WebhookView = Static<typeof WebhookView>;

export const WebhookSecret = Type.String({
  description: 'Signs the notices, as Standard Webhooks says; shown this once',
});

export const NewWebhook = Type.Object(
  {
    url: Type.String({ maxLength: 2000 }),
    agreement: Type.Optional(Type.String({ description: 'Its id; without it every agreement of yours' })),
    format: Type.Optional(Type.String({ description: 'cloudevents unless given' })),
    eventTypes: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 100 })),
  },
  { additionalProperties: false },
);

export const NoticeStatus = Type.Enum(['waiting', 'delivered', 'skipped', 'dead']);

export const NoticeView = Type.Object({
  id: Type.String(),
  messageId: Type.String({ description: 'webhook-id of each attempt' }),
  agreement: Type.Union([Type.String(), Type.Null()]),
  case: Type.Union([Type.String(), Type.Null()]),
  seq: Type.Union([Type.Integer(), Type.Null()]),
  event: Type.String({ description: 'lsr.confirmed' }),
  recordedAt: Type.String(),
  status: NoticeStatus,
  attempts: Type.Integer(),
  nextTry: Type.Union([Type.String(), Type.Null()]),
  lastTry: Type.Union([Type.String(), Type.Null()]),
  response: Type.Union([Type.Integer(), Type.Null()], { description: 'Status of the last answer' }),
  why: Type.Union([Type.String(), Type.Null()]),
});
export type NoticeView = Static<typeof NoticeView>;

export const ReplayQuestion = Type.Union([
  Type.Object({ notice: Type.String({ pattern: '^\\d{1,18}$' }) }, { additionalProperties: false }),
  Type.Object({ status: Type.Enum(['dead', 'skipped']) }, { additionalProperties: false }),
  Type.Object(
    { since: Type.String({ description: 'Instant; what was not told before is told, too' }) },
    { additionalProperties: false },
  ),
]);
