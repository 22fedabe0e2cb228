import { visibleAgreements } from '../agreement-access.ts';
import { callerOf } from '../options.ts';
import type { Api, Caller, ServerOptions } from '../options.ts';
import { partyName } from '../queries/agreement-text.ts';
import { Me } from '../shapes/agreement.ts';

export function addSessionRoutes(api: Api, options: ServerOptions): void {
  api.get(
    '/api/me',
    { schema: { summary: 'Who is signed in, for which carrier', tags: ['session'], response: { 200: Me } } },
    (request) => me(options, callerOf(request)),
  );
}

async function me(options: ServerOptions, caller: Caller): Promise<Me> {
  const { user, party } = caller;
  const [agreement] = await visibleAgreements(options, caller);
  return { user, party: agreement === undefined ? { id: party, name: party } : partyName(agreement, party) };
}
