import type { Agreement } from '../../agreement/agreement.ts';
import type { Tx } from '../../platform/database.ts';

/** What one subscriber is told of one event. It never says what tells of an end user: whoever needs that asks for it, with a purpose. */
export interface Notice {
  /** The same in every attempt. */
  readonly messageId: string;
  readonly subscriptionId: string;
  /** Who is told. */
  readonly party: string;
  /** Undefined for what is said of the subscription itself. */
  readonly agreementId?: string;
  readonly caseId?: string;
  /** Number of the event in its case: receivers sort by it. */
  readonly seq?: number;
  /** Case kind, `lsr`; `webhook` for what is said of subscriptions. */
  readonly kind: string;
  /** Event, `confirmed`. */
  readonly event: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  /** State of the case as the transaction of the event left it. */
  readonly state?: string;
  /** What lists show of the case. */
  readonly summary: Readonly<Record<string, unknown>>;
}

/** What a format may look at while it writes a notice. */
export interface NoticeRoom {
  /** Undefined where the notice is of no agreement. */
  readonly agreement: Agreement | undefined;
  /** What the subscriber handed in with the subscription, at a façade's hub. */
  readonly query?: string;
  /** Where people reach this server, for links. */
  readonly baseUrl: string;
  /** Reads as the party that is told: row-level security holds. */
  readonly read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
}

/** One way to write notices. Register it with the deliverer (`src/app/serve.ts`). */
export interface NoticeFormat {
  /** The `format` of subscriptions: `cloudevents`, `tmf`, `mef`. */
  readonly name: string;
  /** `application/cloudevents+json`, `application/json`. */
  readonly contentType: string;
  /** Headers of its own, beside those that sign the notice. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, JSON; undefined where the protocol has no word for it: nothing is sent then, and the notice is `skipped`. */
  readonly render: (notice: Notice, room: NoticeRoom) => object | undefined | Promise<object | undefined>;
  /**
   * In place of `render`, of a protocol that tells one event in several messages, each at an address of its own below the
   * subscriber's; none: the notice is `skipped`. They are sent in their order, all of them again where one fails.
   */
  readonly messages?: (notice: Notice, room: NoticeRoom) => Promise<readonly NoticeMessage[]>;
}

/** One message of several. */
export interface NoticeMessage {
  /** Below the subscriber's address, `/listener/orderStateChange`. */
  readonly path: string;
  /** JSON. */
  readonly body: object;
}
