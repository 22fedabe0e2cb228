import { Type } from 'typebox';
import { recordAudit } from '../../../platform/audit.ts';
import { answer } from '../answers.ts';
import { fail } from '../../../base/result.ts';
import { callerOf, scopeOf } from '../options.ts';
import type { Api, ServerOptions } from '../options.ts';
import { Problems } from '../shapes/common.ts';

const Clock = Type.Object({
  now: Type.String({ format: 'date-time', description: 'The moment of this deployment' }),
  isTest: Type.Boolean({ description: 'A deployment to try things at: its clock is moved by hand' }),
});

/** The moment of the deployment; where it is there to try things, its clock is moved by hand. */
export function addClockRoute(api: Api, options: ServerOptions): void {
  const { clock, test } = options;
  const state = () => ({ now: clock.now().toString(), isTest: test !== undefined });
  const tags = ['test place'];

  api.get(
    '/api/clock',
    {
      config: { right: 'agreements:read' },
      schema: { summary: 'The moment of this deployment', tags, response: { 200: Clock } },
    },
    () => state(),
  );

  if (test === undefined) return;
  api.put(
    '/api/clock',
    {
      config: { right: 'cases:record' },
      schema: {
        summary: 'Move the clock of a test deployment, never back',
        description: 'What runs out by then in orders and cases has been recorded when it answers.',
        tags,
        body: Type.Object({ now: Type.String({ format: 'date-time' }) }, { additionalProperties: false }),
        response: { 200: Clock, 422: Problems },
      },
    },
    async (request, reply) => {
      const to = Temporal.Instant.from(request.body.now);
      if (!test.clock.moveTo(to)) return answer(reply, fail(goesBack(clock.now())), 422);
      await test.sweep();
      const caller = callerOf(request);
      await options.db.withTransaction(scopeOf(caller), (tx) =>
        recordAudit(tx, clock, {
          who: caller.user.email,
          what: 'moved',
          subject: `clock ${to.toString()}`,
          purpose: 'test',
        }),
      );
      return state();
    },
  );
}

const goesBack = (now: Temporal.Instant) => ({
  id: 'api/clock',
  field: 'now',
  sentence: `The clock stands at ${now.toString()} and never goes back.`,
  cure: 'Name that moment or a later one, or begin with a fresh data folder.',
});
