import { Type } from 'typebox';

/** More lines than any order has; more than this is refused before it is read. */
export const FORM_BYTES = 2 * 1024 * 1024;

export const Instant = (description: string) =>
  Type.Optional(Type.String({ format: 'instant', description }));

export const Text = (description: string) => Type.Optional(Type.String({ maxLength: 200, description }));
