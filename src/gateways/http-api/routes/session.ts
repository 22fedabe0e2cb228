import { visibleAgreements } from '../agreement-access.ts';
import { callerOf } from '../options.ts';
import type { Api, Caller, ServerOptions } from '../options.ts';
import { partyName } from '../queries/agreement-text.ts';
import { Me } from '../shapes/agreement.ts';

export function addSessionRoutes(api: Api, options: ServerOptions): void {
  api.get(
    '/api/me',
    {
      config: { right: 'signed-in' },
      schema: {
        summary: 'Who is signed in, for which carrier, and what they may do',
        tags: ['session'],
        response: { 200: Me },
      },
    },
    (request) => me(options, callerOf(request)),
  );
}

async function me(options: ServerOptions, caller: Caller): Promise<Me> {
  const { user, party, rights } = caller;
  const [agreement] = await visibleAgreements(options, caller);
  const named = agreement === undefined ? { id: party, name: party } : partyName(agreement, party);
  return { user, party: named, rights: [...rights].sort() };
}
