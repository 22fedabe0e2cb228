import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Provenance } from './common.ts';

const Party = Type.Object({
  id: Type.String(),
  name: Type.String(),
  doingBusinessAs: Type.Optional(Type.String()),
});

export const AgreementHead = Type.Object({
  id: Type.String({ description: 'form/variant' }),
  form: Type.String(),
  variant: Type.String(),
  title: Type.String(),
  parties: Type.String({ description: 'The parties in words, as the agreement names them' }),
  docket: Type.Optional(Type.String()),
  status: Type.String({ description: 'draft or released' }),
  version: Type.String(),
  hash: Type.String(),
  state: Type.String(),
  timeZone: Type.String(),
  ilec: Party,
  clec: Party,
  yourRole: Type.Enum(['ilec', 'clec']),
});
export type AgreementHead = Static<typeof AgreementHead>;

export const Me = Type.Object({
  user: Type.Object({ name: Type.String(), email: Type.String(), role: Type.String() }),
  party: Party,
});
export type Me = Static<typeof Me>;

export const TermView = Type.Object({
  key: Type.String({ description: 'Key of a term, or table#row' }),
  value: Type.Record(Type.String(), Type.Unknown()),
  provenance: Provenance,
  source: Type.String(),
  citation: Type.String(),
  file: Type.String({ description: 'Relative to the folder of the agreement' }),
  line: Type.Integer(),
  from: Type.Optional(Type.String()),
  to: Type.Optional(Type.String()),
});
export type TermView = Static<typeof TermView>;

export const SectionView = Type.Object({
  citation: Type.String(),
  heading: Type.String(),
  level: Type.Integer(),
  passages: Type.Array(
    Type.Object({ text: Type.String({ description: 'Markdown' }), citation: Type.String() }),
  ),
  terms: Type.Array(TermView),
  unmodelled: Type.Array(Type.String({ description: 'What of the section is not executed, and why' })),
});
export type SectionView = Static<typeof SectionView>;

export const ArticleView = Type.Object({
  number: Type.String(),
  title: Type.String(),
  law: Type.Boolean({ description: 'Read beside the agreement, not part of it' }),
  sections: Type.Array(SectionView),
});
export type ArticleView = Static<typeof ArticleView>;

const AmendmentView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  kind: Type.Enum(['amendment', 'correction']),
  effectiveOn: Type.Optional(Type.String()),
  approval: Type.Optional(
    Type.String({ description: 'approved, deemed; pending and rejected ones have no effect' }),
  ),
  docket: Type.Optional(Type.String()),
  filedOn: Type.Optional(Type.String()),
  recordedAt: Type.String(),
  provenance: Provenance,
  source: Type.String(),
  citation: Type.String(),
  text: Type.String(),
  changes: Type.Array(Type.String({ description: 'What it sets, adds or removes' })),
});

export const AgreementText = Type.Object({
  ...AgreementHead.properties,
  asOf: Type.String({ description: 'Day whose terms are shown' }),
  asKnown: Type.Union([Type.String(), Type.Null()]),
  articles: Type.Array(ArticleView),
  amendments: Type.Array(AmendmentView),
});
export type AgreementText = Static<typeof AgreementText>;
