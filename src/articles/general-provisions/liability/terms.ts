import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

export const CONDUCT = ['ordinary', 'gross-negligence', 'wilful'] as const;

export const liabilityTerm = defineTerm(
  'general-provisions.liability',
  Type.Object({
    limit: Code(['charges-for-affected-service'], 'Up to what a party answers for its faults'),
    except: Type.Array(Code(CONDUCT), { description: 'Conduct for which there is no limit' }),
  }),
  'Up to what a party is liable.',
);
