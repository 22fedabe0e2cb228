import { Type } from 'typebox';
import type { Static } from 'typebox';
import { SECTION_STATES } from '../../../flows/coverage/index.ts';
import { RIGHTS } from '../../../parties/rights.ts';
import type { Right } from '../../../parties/rights.ts';
import { Problem, Provenance } from './common.ts';

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
  yourRole: Type.Enum(['ilec', 'clec'], { description: 'Of a commission, whose role it is shown from' }),
  isParty: Type.Boolean({ description: 'false: your commission oversees it' }),
});
export type AgreementHead = Static<typeof AgreementHead>;

export const Me = Type.Object({
  user: Type.Object({ name: Type.String(), email: Type.String(), role: Type.String() }),
  party: Party,
  sides: Type.Array(Type.Enum(['ilec', 'clec', 'commission']), {
    description: 'On which sides of the agreements here the party stands: its users have the roles of these',
  }),
  rights: Type.Array(Type.Enum(Object.keys(RIGHTS) as Right[]), { description: 'What they may do' }),
  secondFactor: Type.Optional(
    Type.Enum(['on', 'off', 'needed'], {
      description: 'Of a person; needed: nothing may be done until it is set up',
    }),
  ),
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
  coverage: Type.Optional(
    Type.Object(
      {
        state: Type.Enum([...SECTION_STATES], {
          description:
            'modelled: everything under it decides something; partly; stated: terms are held and none decides; unmodelled: only the mark; text: nothing to execute',
        }),
        stated: Type.Array(Type.String(), {
          description: 'Terms and tables that are held and shown, and that no rule asks for',
        }),
      },
      { description: 'What of the section runs; not for tariffs' },
    ),
  ),
});
export type SectionView = Static<typeof SectionView>;

export const ArticleView = Type.Object({
  number: Type.String(),
  title: Type.String(),
  law: Type.Boolean({ description: 'Read beside the agreement, not part of it' }),
  sections: Type.Array(SectionView),
});
export type ArticleView = Static<typeof ArticleView>;

export const AmendmentView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  kind: Type.Enum(['amendment', 'correction']),
  standing: Type.Enum(['in-force', 'not-yet', 'not-recorded', 'pending', 'rejected'], {
    description:
      'On the day and as known then. not-yet: its day comes later; not-recorded: recorded after that moment',
  }),
  effectiveOn: Type.Optional(
    Type.String({ description: 'None of a correction that holds from the beginning' }),
  ),
  recordedAt: Type.String(),
  signedOn: Type.Optional(Type.String()),
  filedOn: Type.Optional(Type.String()),
  docket: Type.Optional(Type.String()),
  trackingNumber: Type.Optional(Type.String()),
  orderedOn: Type.Optional(Type.String({ description: 'Day of the order that decided on it' })),
  approval: Type.Optional(
    Type.Enum(['approved', 'deemed', 'pending', 'rejected'], {
      description: 'deemed: by the lapse of time; pending and rejected ones have no effect',
    }),
  ),
  supersedes: Type.Optional(Type.String({ description: 'Id of the amendment whose fields it sets again' })),
  provenance: Provenance,
  source: Type.String(),
  citation: Type.String(),
  text: Type.String(),
  changes: Type.Array(Type.String({ description: 'What it sets, adds or removes' })),
});
export type AmendmentView = Static<typeof AmendmentView>;

export const LifeView = Type.Object({
  state: Type.String({ description: 'State of the kind agreement-life on the day' }),
  effectiveOn: Type.Optional(Type.String()),
  termEndsOn: Type.Optional(
    Type.String({ description: 'Last day of the term that runs, or ran before it runs on' }),
  ),
  interim: Type.Boolean({ description: 'Whether the parties agreed to perform before it is in effect' }),
  clause: Type.String(),
  events: Type.Array(
    Type.Object({
      event: Type.String(),
      on: Type.String(),
      state: Type.String({ description: 'State after it' }),
      derived: Type.Boolean({ description: 'Nobody recorded it: it follows from the passing of time' }),
      clause: Type.String(),
      document: Type.Optional(Type.String({ description: 'Docket, order or letter' })),
      provenance: Type.Optional(Provenance),
      source: Type.Optional(Type.String()),
    }),
  ),
  problems: Type.Array(Problem, { description: 'Why the record cannot be followed to the day' }),
});
export type LifeView = Static<typeof LifeView>;

export const TariffView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  number: Type.String({ description: 'As it is cited' }),
  carrier: Party,
  jurisdiction: Type.Enum(['intrastate', 'interstate']),
  provenance: Provenance,
  source: Type.String(),
  sections: Type.Array(SectionView, { description: 'With the prices of the pages in force on the day' }),
  incorporated: Type.Array(
    Type.Object({
      service: Type.String(),
      section: Type.String(),
      mode: Type.Enum(['frozen', 'floating']),
      asOf: Type.Optional(Type.String({ description: 'Day whose pages hold, of a frozen reference' })),
      clause: Type.String(),
    }),
    { description: 'What the agreement expressly takes from it; all else of it applies by election only' },
  ),
});
export type TariffView = Static<typeof TariffView>;

export const AgreementText = Type.Object({
  ...AgreementHead.properties,
  asOf: Type.String({ description: 'Day whose terms are shown' }),
  asKnown: Type.Union([Type.String(), Type.Null()]),
  articles: Type.Array(ArticleView),
  amendments: Type.Array(AmendmentView),
  life: Type.Union([LifeView, Type.Null()], { description: 'null: the agreement keeps no record of it' }),
  tariffs: Type.Array(TariffView, { description: 'Of its parties; beside the agreement, not part of it' }),
});
export type AgreementText = Static<typeof AgreementText>;
