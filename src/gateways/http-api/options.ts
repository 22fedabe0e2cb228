import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Static, TSchema } from 'typebox';
import type { Agreement, AgreementView } from '../../agreement/agreement.ts';
import type { Decision } from '../../agreement/decision.ts';
import type { OrderRoom } from '../../articles/ordering/order-room.ts';
import type { KnownTokens } from './bearer.ts';
import type { KnownRoute } from './known-routes.ts';
import type { Problem } from '../../base/problem.ts';
import type { Result } from '../../base/result.ts';
import type { CaseKind } from '../../cases/kind.ts';
import type { Comparison } from '../../flows/compare-agreements/compare.ts';
import type { Explanation } from '../../flows/explain/explanation.ts';
import type { Actor } from '../../parties/act-for.ts';
import type { Right, UserRole } from '../../parties/rights.ts';
import type { FileLimits } from '../../formats/order-file/file-order.ts';
import type { MovableClock, WallClock } from '../../platform/clock.ts';
import type { Database, Scope, Tx } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import type { NoticeFormat } from '../webhooks/notice.ts';

export interface ServerOptions {
  readonly db: Database;
  /** Loaded agreements by id, `form/variant`. */
  readonly agreements: ReadonlyMap<string, Agreement>;
  readonly decisions: readonly Decision[];
  readonly kinds: readonly CaseKind[];
  /** Those of them whose events people record as they happen; the others are replayed from a month's inputs. */
  readonly liveKinds: readonly CaseKind[];
  /** Where orders under an agreement are taken, with what the articles beside them decide. */
  readonly orderRoom: (agreement: Agreement) => OrderRoom;
  readonly explain: (
    scope: Scope,
    agreement: Agreement,
    id: string,
    asKnown?: string,
  ) => Promise<Result<Explanation>>;
  /** Where landed usage of closed months is kept. */
  readonly usageDir: string;
  /** Two views compared, with what is open under the agreement as the transaction may see it. */
  readonly compare: (tx: Tx, before: AgreementView, after: AgreementView) => Promise<Comparison>;
  /** Folder of the built portal; without it only the API is served. */
  readonly portalDir?: string | undefined;
  /** Where people reach the server: `http://localhost:4180`. Cookies are secure-only when it is https. */
  readonly baseUrl: string;
  /** Signs session cookies; at least 32 characters, kept between starts. */
  readonly secret: string;
  readonly log: Log;
  readonly clock: WallClock;
  /** By which tokens expire, whatever clock contracts run by; the wall clock unless given. */
  readonly signInClock?: WallClock;
  readonly limits?: RequestLimits;
  /** How long a request may be sent again under its Idempotency-Key; 24 unless given. */
  readonly idempotencyHours?: number;
  /** How large a file of orders may be; see its reader for what holds where nothing is said. */
  readonly orderFiles?: FileLimits;
  /** Roles whose users may do nothing without a second factor. */
  readonly secondFactorFor?: readonly UserRole[];
  /** The words in which partners may be told of events; CloudEvents alone unless given. */
  readonly noticeFormats?: readonly NoticeFormat[];
  /** Whether partners may be told at private addresses and without https; of a deployment to try things only, unless given. */
  readonly allowPrivateReceivers?: boolean;
  /** Of a deployment that is there to try things: its clock, the same as `clock`, and a sweep of what has run out by it. */
  readonly test?: { readonly clock: MovableClock; readonly sweep: () => Promise<void> } | undefined;
}

/** How many requests a person or a program may send in a minute: settings of the deployment. */
export interface RequestLimits {
  readonly userPerMinute: number;
  readonly clientPerMinute: number;
}

/** Lets TypeBox schemas of a route type its request. */
export interface TypeBoxProvider {
  readonly schema: unknown;
  readonly validator: this['schema'] extends TSchema ? Static<this['schema']> : unknown;
  readonly serializer: unknown;
}

export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxProvider
>;

/** Who sends a request, the carrier that they act for, and what they may do. */
export interface Caller {
  /** Of an API client: its name, and `client:<id>` as what the audit trail knows it by. */
  readonly user: { readonly name: string; readonly email: string; readonly role: string };
  readonly party: string;
  readonly rights: ReadonlySet<Right>;
  /** Of a person: whether they have a second factor, or may do nothing until they have one. */
  readonly secondFactor?: 'on' | 'off' | 'needed';
  /** Id of the session of a person. */
  readonly session?: string;
  /** Id of the API client; undefined for a person. */
  readonly client?: string;
  /** How many requests the client may send in a minute, where it has a limit of its own. */
  readonly requestsPerMinute?: number;
}

/** What a route behind sign-in asks of its caller: a right, one of several, or only to be signed in. */
export type RouteRight = Right | readonly Right[] | 'signed-in';

declare module 'fastify' {
  interface FastifyInstance {
    knownTokens: KnownTokens;
    knownRoutes: readonly KnownRoute[];
  }

  interface FastifyContextConfig {
    /** Every route behind sign-in says it; the server does not start with one that does not. */
    right?: RouteRight;
    /** How the addresses of a published interface tell a refusal; `{problems}` without. */
    refusal?: (status: number, problem: Problem) => unknown;
  }
  interface FastifyRequest {
    /** Set for every route behind sign-in. */
    caller: Caller | null;
  }
}

/** @throws Error when the route is not behind sign-in. */
export function callerOf(request: Pick<FastifyRequest, 'caller'>): Caller {
  if (request.caller === null) throw new Error('This route is not behind sign-in.');
  return request.caller;
}

/** Who changes what their carrier's people and programs may do. */
export const actorOf = (request: Pick<FastifyRequest, 'caller'>): Actor => {
  const { party, user } = callerOf(request);
  return { party, who: user.email };
};

/** Row-level security for everything that a request does. */
export const scopeOf = (caller: Caller): Scope & { kind: 'party' } => ({
  kind: 'party',
  party: caller.party,
  user: caller.user.email,
});
