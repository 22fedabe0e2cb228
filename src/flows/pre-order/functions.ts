import type { FunctionDef, PreOrderFunction } from './pre-order.ts';

/** Every function that is answered, by its name. */
const functions = new Map<PreOrderFunction, FunctionDef>();

/** The function of that name; undefined where it is not answered yet. */
export const preOrderFunction = (name: PreOrderFunction): FunctionDef | undefined => functions.get(name);
