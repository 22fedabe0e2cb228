import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** Where an end user meets the incumbent. */
export const CONTACTS = [
  'technician',
  'representative',
  'document',
  'operator-services',
  'call-completion',
  'directory-assistance',
] as const;

const Contacts = Type.Object({
  contacts: Type.Array(Code(CONTACTS), { uniqueItems: true }),
  default: Code(['unbranded', 'clec', 'ilec'], 'Whose name it bears when nobody asked'),
});

export const brandingTerm = defineTerm(
  'end-users.branding',
  Type.Object({ onWork: Contacts, onRequest: Contacts }),
  "Whose name the incumbent's people, papers and services bear before the competitor's end users.",
);

export const rebrandingTerm = defineTerm(
  'law.rebranding',
  Type.Object({
    services: Type.Array(Code(CONTACTS), { minItems: 1, description: 'Services that the rule speaks of' }),
    failure: Code(['restriction-on-resale'], 'What it is not to comply with a request'),
    excuse: Code(['inability-proven'], 'What the incumbent may prove to the commission'),
  }),
  'What follows when a request for another brand, or none, is not complied with.',
);
