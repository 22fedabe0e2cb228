import { visibleAgreements } from '../agreement-access.ts';
import { callerOf } from '../options.ts';
import type { Api, ServerOptions } from '../options.ts';
import { partyName } from '../queries/agreement-text.ts';
import { Me } from '../shapes/agreement.ts';

export function addSessionRoutes(api: Api, options: ServerOptions): void {
  api.get(
    '/api/me',
    { schema: { summary: 'Who is signed in, for which carrier', tags: ['session'], response: { 200: Me } } },
    async (request): Promise<Me> => {
      const { user, party } = callerOf(request);
      const [agreement] = await visibleAgreements(options, callerOf(request));
      return {
        user,
        party: agreement === undefined ? { id: party, name: party } : partyName(agreement, party),
      };
    },
  );
}
