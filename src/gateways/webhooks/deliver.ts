import type { Agreement } from '../../agreement/agreement.ts';
import type { WallClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import { Breaker } from './breaker.ts';
import { noteHealth } from './health.ts';
import type { Notice, NoticeFormat, NoticeMessage, NoticeRoom } from './notice.ts';
import { Poster } from './post.ts';
import type { Posted } from './post.ts';
import { claimNotices, settleNotices } from './queue.ts';
import type { Claimed, Outcome } from './queue.ts';
import { forgetNotices } from './replay.ts';
import { nextTry } from './retry.ts';
import { unseal } from './secret.ts';
import type { SealingKey } from './secret.ts';
import { signedHeaders } from './sign.ts';

export interface Delivering {
  readonly db: Pick<Database, 'withTransaction'>;
  readonly agreements: ReadonlyMap<string, Agreement>;
  readonly formats: readonly NoticeFormat[];
  readonly key: SealingKey;
  readonly baseUrl: string;
  /** The wall clock, whatever clock contracts run by: receivers compare it with theirs. */
  readonly clock: WallClock;
  readonly log: Log;
  readonly allowPrivate: boolean;
  readonly settings?: Partial<DeliverySettings>;
}

export interface DeliverySettings {
  readonly timeoutMilliseconds: number;
  /** How long after it looked in vain it looks again. */
  readonly pollMilliseconds: number;
  /** The most attempts under way, and the most to one receiver. */
  readonly together: number;
  readonly togetherToOne: number;
  /** Seconds from each failed attempt to the next. */
  readonly schedule?: readonly number[];
}

const DEFAULTS: DeliverySettings = {
  timeoutMilliseconds: 10_000,
  pollMilliseconds: 500,
  together: 64,
  togetherToOne: 16,
};

/** Beyond the time of an attempt, until another server may make it. */
const LEASE_SLACK_MILLISECONDS = 20_000;
/** How long attempts may still take when the program stops. */
const GRACE_MILLISECONDS = 2_000;
const FAILED_MILLISECONDS = 1_000;
/** How long delivered notices are kept, to be looked at and sent again. */
const KEPT_DAYS = 30;
const FORGET_EVERY_MILLISECONDS = 3_600_000;
const GONE = 410;

/**
 * Sends notices while the program serves, until it is told to stop. Several servers may do so over one database: each attempt is
 * made by one of them. A notice is sent at least once, and again where its server died before it wrote down the answer.
 * @returns stops it, and resolves when nothing is under way.
 */
export function startDelivering(about: Delivering): () => Promise<void> {
  const round = new Deliverer(about);
  const work = round.run();
  return async () => {
    round.stop();
    await work;
  };
}

class Deliverer {
  readonly #about: Delivering;
  readonly #settings: DeliverySettings;
  readonly #formats: ReadonlyMap<string, NoticeFormat>;
  readonly #poster = new Poster();
  readonly #breaker = new Breaker();
  readonly #busy = new Map<string, number>();
  readonly #underWay = new Set<Promise<void>>();
  #isStopping = false;
  /** Ends the wait of the round. */
  #wake: () => void = () => {};
  readonly #cut = new AbortController();
  #outcomes: Outcome[] = [];
  #forgetAt = 0;

  constructor(about: Delivering) {
    this.#about = about;
    this.#settings = { ...DEFAULTS, ...about.settings };
    this.#formats = new Map(about.formats.map((format) => [format.name, format]));
  }

  stop(): void {
    this.#isStopping = true;
    this.#wake();
  }

  async run(): Promise<void> {
    while (!this.#isStopping) {
      try {
        await this.#settle();
        await this.#take();
        await this.#forget();
        // What ends meanwhile ends the wait: its place is free, and what follows it in its case may go.
        if (this.#outcomes.length === 0) await this.#wait(this.#settings.pollMilliseconds);
      } catch (error) {
        this.#about.log.warn({ err: error }, 'Notices could not be looked for; they are in a moment.');
        await this.#wait(FAILED_MILLISECONDS);
      }
    }
    const cut = setTimeout(() => this.#cut.abort(), GRACE_MILLISECONDS);
    await Promise.all(this.#underWay);
    clearTimeout(cut);
    await this.#settle().catch((error: unknown) =>
      this.#about.log.warn(
        { err: error },
        'What came of the last notices was not written: they are sent again.',
      ),
    );
    this.#poster.close();
  }

  #wait(milliseconds: number): Promise<void> {
    if (this.#isStopping) return Promise.resolve();
    return new Promise((done) => {
      const timer = setTimeout(done, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  async #take(): Promise<void> {
    const { together, togetherToOne, timeoutMilliseconds } = this.#settings;
    const atMost = together - this.#underWay.size;
    if (atMost <= 0) return;
    const now = this.#about.clock.now();
    const known = new Set([...this.#busy.keys(), ...this.#breaker.ids()]);
    const busy = [...known].map((subscriptionId) => {
      const room = this.#breaker.room(subscriptionId, performance.now(), togetherToOne);
      return { subscriptionId, count: (this.#busy.get(subscriptionId) ?? 0) + togetherToOne - room };
    });
    const claimed = await this.#about.db.withTransaction({ kind: 'install' }, (tx) =>
      claimNotices(tx, {
        now,
        until: now.add({ milliseconds: timeoutMilliseconds + LEASE_SLACK_MILLISECONDS }),
        atMost,
        atMostOfOne: togetherToOne,
        busy,
      }),
    );
    for (const one of claimed) this.#begin(one);
  }

  /** Now and then, what was delivered long ago. */
  async #forget(): Promise<void> {
    const at = performance.now();
    if (at < this.#forgetAt) return;
    this.#forgetAt = at + FORGET_EVERY_MILLISECONDS;
    const before = this.#about.clock.now().subtract({ hours: 24 * KEPT_DAYS });
    await this.#about.db.withTransaction({ kind: 'install' }, (tx) => forgetNotices(tx, before));
  }

  #begin(one: Claimed): void {
    const { subscriptionId } = one.notice;
    this.#busy.set(subscriptionId, (this.#busy.get(subscriptionId) ?? 0) + 1);
    const work = this.#attempt(one)
      .catch((error: unknown): Outcome => {
        this.#about.log.error({ err: error, notice: String(one.id) }, 'A notice could not be written.');
        return this.#failed(one, { why: 'This server could not write it.' });
      })
      .then((outcome) => {
        this.#outcomes.push(outcome);
        const left = (this.#busy.get(subscriptionId) ?? 1) - 1;
        if (left === 0) this.#busy.delete(subscriptionId);
        else this.#busy.set(subscriptionId, left);
        this.#underWay.delete(work);
        this.#wake();
      });
    this.#underWay.add(work);
  }

  async #attempt(one: Claimed): Promise<Outcome> {
    const { db, agreements, key, baseUrl, clock, allowPrivate } = this.#about;
    const { notice } = one;
    const format = this.#formats.get(one.format);
    if (format === undefined) return this.#failed(one, { why: `This server has no format ${one.format}.` });
    const messages = await messagesOf(format, notice, {
      agreement: notice.agreementId === undefined ? undefined : agreements.get(notice.agreementId),
      ...(one.query === undefined ? {} : { query: one.query }),
      baseUrl,
      read: (work) => db.withTransaction({ kind: 'party', party: notice.party, user: 'webhooks' }, work),
    });
    const done = { id: one.id, subscriptionId: notice.subscriptionId, attempts: one.attempts };
    const secrets = one.secrets.map((sealed) => unseal(sealed, key));
    let posted: Posted | undefined;
    for (const { id, path, body } of messages) {
      const text = JSON.stringify(body);
      const headers = {
        'content-type': format.contentType,
        ...format.headers,
        ...signedHeaders(secrets, id, clock.now(), text),
      };
      posted = await this.#poster.post(`${one.url}${path}`, headers, text, {
        allowPrivate,
        timeoutMilliseconds: this.#settings.timeoutMilliseconds,
        stop: this.#cut.signal,
      });
      if (!posted.ok) break;
    }
    if (posted === undefined) return { ...done, status: 'skipped' };
    if (this.#cut.signal.aborted && posted.response === undefined)
      return { ...done, status: 'waiting', nextTry: clock.now(), why: 'This server stopped.' };
    if (posted.ok) {
      this.#breaker.answered(notice.subscriptionId);
      return { ...done, status: 'delivered', response: posted.response };
    }
    this.#breaker.failed(notice.subscriptionId, performance.now());
    return this.#failed(one, posted);
  }

  #failed(
    one: Claimed,
    { response, why, retryAfterSeconds }: { response?: number; why?: string; retryAfterSeconds?: number },
  ): Outcome {
    const next = nextTry(one.attempts, this.#about.clock.now(), {
      wanted: retryAfterSeconds,
      random: Math.random(),
      ...(this.#settings.schedule === undefined ? {} : { schedule: this.#settings.schedule }),
    });
    return {
      id: one.id,
      subscriptionId: one.notice.subscriptionId,
      attempts: one.attempts,
      status: next === undefined ? 'dead' : 'waiting',
      nextTry: next,
      response,
      why,
      gone: response === GONE,
    };
  }

  /** Writes what came of attempts, many at a time. */
  async #settle(): Promise<void> {
    const outcomes = this.#outcomes;
    if (outcomes.length === 0) return;
    this.#outcomes = [];
    const { db, clock, log } = this.#about;
    try {
      const disabled = await db.withTransaction({ kind: 'install' }, async (tx) => {
        await settleNotices(tx, outcomes);
        return noteHealth(tx, clock, outcomes);
      });
      for (const one of disabled) log.warn({ ...one }, 'A webhook was disabled.');
    } catch (error) {
      // Written with the next ones, or taken again by whoever finds them due.
      this.#outcomes = [...outcomes, ...this.#outcomes];
      throw error;
    }
  }
}

/** What is posted of a notice, each message with its id: that of the notice where there is one message. */
async function messagesOf(
  format: NoticeFormat,
  notice: Notice,
  room: NoticeRoom,
): Promise<(NoticeMessage & { readonly id: string })[]> {
  if (format.messages === undefined) {
    const body = await format.render(notice, room);
    return body === undefined ? [] : [{ id: notice.messageId, path: '', body }];
  }
  const messages = await format.messages(notice, room);
  return messages.map((message, index) => ({
    ...message,
    id: messages.length === 1 ? notice.messageId : `${notice.messageId}-${index + 1}`,
  }));
}
