/** As much of JSON Schema as the forms of facts and of what events say are made from. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

/** The words of which one is to be chosen; none where anything may be written. */
export function codesOf(schema: Schema): string[] {
  const listed = schema.enum ?? schema.anyOf?.map((one) => one.const) ?? [];
  return listed.every((one) => typeof one === 'string') ? listed.map(String) : [];
}
