import type { LandedReason } from './landed-file.ts';

/** What the reader of a file counts; the rows that were written must say the same. */
export class Tally {
  read = 0;
  damaged = 0;
  rejected = 0;
  notCalls = 0;
  conversationMs = 0;
  readonly #reasons = new Map<string, number>();

  unusable(status: 'damaged' | 'rejected', reason: string): void {
    this[status] += 1;
    const key = `${status} ${reason}`;
    this.#reasons.set(key, (this.#reasons.get(key) ?? 0) + 1);
  }

  /** The most frequent first. */
  get reasons(): LandedReason[] {
    return [...this.#reasons]
      .map(([key, records]): LandedReason => {
        const [status = '', reason = ''] = key.split(' ');
        return { status: status as LandedReason['status'], reason, records };
      })
      .sort((a, b) => b.records - a.records || (a.reason < b.reason ? -1 : 1));
  }
}
