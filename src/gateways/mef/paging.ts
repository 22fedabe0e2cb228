import { Type } from 'typebox';
import type { FastifyReply } from 'fastify';

const MOST = 100;
const NUMBER = '^[0-9]{1,7}$';

/** Asked for beside the address of a list. */
export const PageQuery = {
  offset: Type.Optional(Type.String({ pattern: NUMBER, description: 'First one shown, from 0; default 0' })),
  limit: Type.Optional(Type.String({ pattern: NUMBER, description: `How many; default and most ${MOST}` })),
};

export interface PageWanted {
  readonly offset: number;
  readonly limit: number;
  /** More were asked for than are shown at once. */
  readonly isThrottled: boolean;
}

export function pageWanted({
  offset,
  limit,
}: {
  offset?: string | undefined;
  limit?: string | undefined;
}): PageWanted {
  const asked = Number(limit ?? MOST);
  return {
    offset: Number(offset ?? 0),
    limit: Math.min(asked, MOST),
    isThrottled: limit === undefined || asked > MOST,
  };
}

/** Says how many there are in all, and whether there are more than were shown. */
export function tellPage(reply: FastifyReply, page: PageWanted, shown: number, total: number): void {
  const isThrottled = page.isThrottled && total > page.offset + shown;
  void reply
    .header('X-Total-Count', String(total))
    .header('X-Result-Count', String(shown))
    .header('X-Pagination-Throttled', String(isThrottled));
}
