import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, Effect, NewEvent } from '../../../cases/kind.ts';
import { TrunkGroupName } from '../codes.ts';

const Request = Type.Object({
  trunkGroup: TrunkGroupName,
  case: Type.Optional(
    Type.String({ pattern: '^TRUNK/\\S+$', description: 'Case of the trunk group, where there is one' }),
  ),
  change: Code(['augment', 'resize'], 'What is asked for'),
  required: Type.Integer({ minimum: 0, description: 'Trunks that the load requires' }),
  inService: Type.Integer({ minimum: 1, description: 'Trunks in service' }),
  month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: 'Last month of the study' }),
  serviceAffecting: Type.Boolean({ description: 'Calls fail because of it' }),
});

/** One party asks the other to order a change of a trunk group. */
export const tgsrKind = defineCaseKind({
  kind: 'tgsr',
  title: 'Trunk group service request',
  doc: 'A request to order more or fewer trunks of a group. Case ids: `TGSR/2026-001`.',
  states: [
    { name: 'issued', doc: 'Waits for the order, or for why there is none.' },
    { name: 'ordered', doc: 'The access service request is there; the change is carried out.' },
    { name: 'declined', doc: 'The other party says why it does not order.' },
    { name: 'done', doc: 'The trunks are changed.', final: true },
    { name: 'withdrawn', doc: 'Taken back.', final: true },
  ],
  events: [
    { name: 'issued', from: [START], to: 'issued', doc: 'The request.', body: Request, guard: asksForIt },
    {
      name: 'reissued',
      from: ['declined'],
      to: 'issued',
      by: 'opener',
      doc: 'Asked for again, with newer figures.',
      body: Request,
      guard: asksForIt,
    },
    {
      name: 'ordered',
      from: ['issued'],
      to: 'ordered',
      by: 'other',
      doc: 'The access service request is sent.',
      body: Type.Object({
        pon: Type.String({ minLength: 1, maxLength: 16 }),
        trunks: Type.Integer({ minimum: 0, description: 'Trunks that there will be' }),
      }),
    },
    {
      name: 'declined',
      from: ['issued'],
      to: 'declined',
      by: 'other',
      doc: 'It is not ordered.',
      body: Type.Object({ because: Type.String({ minLength: 1 }) }),
    },
    {
      name: 'done',
      from: ['ordered'],
      to: 'done',
      doc: 'The changed group is in service.',
      body: Type.Object({ trunks: Type.Integer({ minimum: 0, description: 'In service from now on' }) }),
    },
    {
      name: 'withdrawn',
      from: ['issued', 'ordered', 'declined'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'Taken back.',
    },
  ],
  clocks: [
    {
      name: 'order',
      startsOn: ['issued', 'reissued'],
      stopsOn: ['ordered', 'declined', 'withdrawn'],
      performer: 'other',
      clock: () => 'tgsr-order',
      clocks: ['tgsr-order'],
      optional: true,
    },
  ],
  documents: { issued: 'trunk group service request', ordered: 'access service request' },
  effects: (_, caseId, events) => inTheGroup(caseId, events),
});

/** More trunks are asked for where more are required than there are, or nearly; fewer where fewer are. */
function asksForIt(_: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const { change, required, inService } = body;
  if (change !== 'resize' || Number(required) < Number(inService)) return [];
  return [
    {
      id: 'trunks/size',
      field: 'change',
      sentence: `${String(required)} trunks are required of ${String(inService)}: none can go.`,
      cure: 'Ask for more trunks, or correct the figures.',
    },
  ];
}

/** What the request brings about in the case of its trunk group. */
function inTheGroup(caseId: string, events: readonly CaseEvent[]): Effect[] {
  const request = events.findLast(({ name }) => name === 'issued' || name === 'reissued')?.body ?? {};
  const last = events.at(-1);
  const group = request['case'];
  if (typeof group !== 'string' || last === undefined) return [];
  const tell = (event: string, body: Effect['body'] = {}): Effect[] => [
    { kind: 'trunk-group', caseId: group, event, body },
  ];
  // A request that was declined and withdrawn has closed there once.
  const closedBefore = events.at(-2)?.name === 'declined';
  switch (last.name) {
    case 'issued':
      return tell('service-requested', { request: caseId });
    case 'ordered':
      return tell('change-ordered', { pon: last.body['pon'] });
    case 'done':
      return tell(request['change'] === 'augment' ? 'augmented' : 'resized', { trunks: last.body['trunks'] });
    case 'declined':
      return tell('service-closed');
    case 'withdrawn':
      return closedBefore ? [] : tell('service-closed');
    default:
      return [];
  }
}
