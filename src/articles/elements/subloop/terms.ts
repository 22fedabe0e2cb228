import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** Where a subloop may be reached. */
export const ACCESS_POINTS = [
  'feeder',
  'distribution',
  'riser',
  'multiunit-point',
  'interface-device',
] as const;
/** What a subloop may be made of. */
export const SUBLOOP_MEDIA = ['copper', 'ds1-feeder', 'ds3-feeder', 'fiber-feeder'] as const;

export const subloopTerm = defineTerm(
  'elements.subloop',
  Type.Object({
    accessPoints: Type.Array(Code(ACCESS_POINTS), {
      minItems: 1,
      uniqueItems: true,
      description: 'Where it may be reached',
    }),
    media: Type.Array(Code(SUBLOOP_MEDIA), {
      minItems: 1,
      uniqueItems: true,
      description: 'What it may be made of; feeders of high capacity are left out',
    }),
    crossConnect: Type.Array(Code(['incumbent', 'competitor']), {
      minItems: 1,
      uniqueItems: true,
      description: 'Who may build the cross-connect; the incumbent does so for pay',
    }),
    singlePoint: Code(
      ['built-on-request-at-cost', 'not-built'],
      'A single point of interconnection in a building of several units',
    ),
  }),
  'Where subloops may be reached and who builds the access.',
);
