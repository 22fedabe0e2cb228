import { Type } from 'typebox';
import { Duration, Time } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** A name of a window is part of the name of its pool. */
export const WINDOW = '^[a-z0-9-]{1,40}$';

export const appointmentsTerm = defineTerm(
  'oss-access.appointments',
  Type.Object({
    windows: Type.Array(
      Type.Object({
        window: Type.String({ pattern: WINDOW, description: 'Its name: morning' }),
        from: Time('Local time at which it begins'),
        to: Time('Local time at which it is over'),
      }),
      { minItems: 1 },
    ),
    most: Type.Integer({ minimum: 1, description: 'Visits of one office in a window, for all carriers' }),
    lead: Duration('Business days of the incumbent after the day of the question before the first visit'),
    ahead: Duration('How far ahead a visit is given: calendar days'),
  }),
  'When a technician may come.',
);
