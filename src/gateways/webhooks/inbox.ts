import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { CloudEventData } from './cloud-events.ts';
import { verifyWebhook } from './verify.ts';
import type { Received } from './verify.ts';

/** A notice that is taken once. */
export interface Taken {
  readonly id: string;
  readonly type: string;
  /** `next`: nothing later of its case has been taken. `late`: something has, so its state is an old one. */
  readonly order: 'next' | 'late';
  readonly data: CloudEventData;
}

/** Ids are remembered for twice the tolerance: an older one is refused by its signature's time. */
const TOLERANCE_SECONDS = 300;

/**
 * The receiving end of CloudEvents, in memory: each notice is taken once, however often and in whatever order it comes. A real
 * receiver keeps the same two things, the ids and the last number of each case, in its database.
 */
export class NoticeInbox {
  readonly #secrets: readonly string[];
  readonly #seen = new Map<string, number>();
  readonly #last = new Map<string, number>();

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets;
  }

  /** Problems: not signed, wrong signature, too old, no CloudEvent; `webhooks/duplicate`, which is answered with 200 and not acted upon. */
  take(received: Received, now: Temporal.Instant): Result<Taken> {
    const verified = verifyWebhook(received, {
      secrets: this.#secrets,
      now,
      toleranceSeconds: TOLERANCE_SECONDS,
    });
    if (!verified.ok) return verified;
    const { id, body } = verified.value;
    if (!isCloudEvent(body)) return fail(noCloudEvent);
    this.#forget(now.epochMilliseconds);
    if (this.#seen.has(id)) return fail(duplicate(id));
    this.#seen.set(id, now.epochMilliseconds);
    const { agreement = '', case: caseId, seq } = body.data;
    if (caseId === undefined || seq === undefined)
      return ok({ id, type: body.type, order: 'next', data: body.data });
    const about = `${agreement} ${caseId}`;
    const last = this.#last.get(about) ?? 0;
    this.#last.set(about, Math.max(last, seq));
    return ok({ id, type: body.type, order: seq > last ? 'next' : 'late', data: body.data });
  }

  #forget(nowMilliseconds: number): void {
    for (const [id, at] of this.#seen) {
      if (nowMilliseconds - at <= 2 * TOLERANCE_SECONDS * 1000) return;
      this.#seen.delete(id);
    }
  }
}

function isCloudEvent(body: unknown): body is { type: string; data: CloudEventData } {
  if (typeof body !== 'object' || body === null) return false;
  const { specversion, type, data } = body as Record<string, unknown>;
  return specversion === '1.0' && typeof type === 'string' && typeof data === 'object' && data !== null;
}

const noCloudEvent: Problem = {
  id: 'webhooks/no-cloud-event',
  field: 'body',
  sentence: 'The notice is no CloudEvent of version 1.0.',
  cure: 'Subscribe with the format cloudevents.',
};

const duplicate = (id: string): Problem => ({
  id: 'webhooks/duplicate',
  field: 'webhook-id',
  sentence: `${id} has been taken already.`,
  cure: 'Nothing is to be done: answer that it was received.',
});
