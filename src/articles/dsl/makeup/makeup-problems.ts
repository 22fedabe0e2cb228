import type { Problem } from '../../../base/problem.ts';
import type { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { makeupWrongs } from '../../../network/plant/makeup-wrongs.ts';

/** What a make-up that is given with a question cannot be, beside its form. */
export const makeupProblems = (makeup: LoopMakeup): Problem[] =>
  makeupWrongs(makeup).map(({ what, field, sentence, cure }) => ({
    id: `dsl/${what}`,
    field: `makeup.${field}`,
    sentence,
    cure,
  }));
