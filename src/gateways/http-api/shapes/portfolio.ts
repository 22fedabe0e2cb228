import { Type } from 'typebox';
import type { Static } from 'typebox';
import { AgreementHead } from './agreement.ts';
import { DueClock } from './case.ts';
import { Provenance } from './common.ts';

const Money = (description: string) => Type.String({ pattern: '^-?[0-9]+\\.[0-9]{2}$', description });

export const KeyTerm = Type.Object({
  id: Type.String({ description: 'Which of the terms that a portfolio compares' }),
  key: Type.String(),
  value: Type.String({ description: 'With its unit' }),
  citation: Type.String(),
  provenance: Provenance,
});
export type KeyTerm = Static<typeof KeyTerm>;

export const PortfolioRow = Type.Object({
  ...AgreementHead.properties,
  counterparty: Type.String({ description: 'What the other carrier is called on the day' }),
  life: Type.Union(
    [
      Type.Object({
        state: Type.String(),
        effectiveOn: Type.Optional(Type.String()),
        termEndsOn: Type.Optional(Type.String({ description: 'Last day of its term' })),
        clause: Type.String(),
      }),
      Type.Null(),
    ],
    { description: 'Null where no record of it is kept' },
  ),
  keyTerms: Type.Array(KeyTerm),
  cases: Type.Array(
    Type.Object({ kind: Type.String(), title: Type.String(), open: Type.Integer(), overdue: Type.Integer() }),
    { description: 'Kinds of which cases are open' },
  ),
  nextDue: Type.Union([DueClock, Type.Null()], { description: 'Soonest that is not overdue' }),
  bills: Type.Union(
    [
      Type.Object({
        open: Type.Integer({ description: 'Issued bills of which something is owed' }),
        pastDue: Type.Integer(),
        youOwe: Money('Dollars'),
        owedToYou: Money('Dollars'),
        disputed: Money('Dollars of both that are in dispute'),
      }),
      Type.Null(),
    ],
    { description: 'By the payments on record; null for whoever may not see bills' },
  ),
});
export type PortfolioRow = Static<typeof PortfolioRow>;

export const Portfolio = Type.Object({
  asOf: Type.String({ description: 'Day of names, terms and life; cases and bills are as they are now' }),
  agreements: Type.Array(PortfolioRow),
});
export type Portfolio = Static<typeof Portfolio>;
