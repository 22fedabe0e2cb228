import { cloudEvents } from '../webhooks/cloud-events.ts';
import { eventTypesOf } from '../webhooks/event-types.ts';
import { sealingKey } from '../webhooks/secret.ts';
import type { SubscriptionRules } from '../webhooks/subscriptions.ts';
import type { ServerOptions } from './options.ts';

/** What subscriptions of this deployment may be; for its own routes and those of façades. */
export const webhookRules = (options: ServerOptions): SubscriptionRules => ({
  key: sealingKey(options.secret),
  formats: (options.noticeFormats ?? [cloudEvents]).map(({ name }) => name),
  events: eventTypesOf(options.kinds),
  allowPrivate: options.allowPrivateReceivers ?? options.test !== undefined,
});
