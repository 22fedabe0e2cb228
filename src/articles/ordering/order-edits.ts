import type { Value } from '../../base/expr/ast.ts';
import { compileCondition } from '../../base/expr/compile.ts';
import { simplify } from '../../base/expr/simplify.ts';
import type { Edit } from './edit-catalogue.ts';
import { readFact } from './edit-row.ts';
import type { EditRow } from './edit-row.ts';

/** An edit over orders with its condition as a function. */
export interface OrderEdit {
  readonly edit: Edit;
  readonly holds: (row: EditRow) => boolean;
}

/** Fields that part orders into a few kinds: conditions are worked out for each kind once. */
const KINDS = [
  'order_form',
  'as_forms',
  'on_record',
  'reqtyp_class',
  'act',
  'sup',
  'expedite',
  'by_circuit',
  'vehicle',
] as const;
/** Kinds that are kept, with room to spare; of whatever else is written all are worked out anew. */
const MOST_KINDS = 300;
const NO_TABLES: ReadonlySet<string> = new Set();

/** The edits over orders, and which of them an order of some kind can fail. */
export class OrderEdits {
  readonly #edits: readonly Edit[];
  readonly #kinds = new Map<string, readonly OrderEdit[]>();

  constructor(edits: readonly Edit[]) {
    this.#edits = edits;
  }

  /** Those that may hold of an order, in the order of the catalogue. */
  of(row: EditRow): readonly OrderEdit[] {
    let kind = '';
    for (const read of KIND_READS) kind += `${String(read(row))}|`;
    let found = this.#kinds.get(kind);
    if (found === undefined) {
      found = this.#compile(new Map(KINDS.map((name) => [name, row.value(name)])));
      if (this.#kinds.size >= MOST_KINDS) this.#kinds.clear();
      this.#kinds.set(kind, found);
    }
    return found;
  }

  #compile(fields: ReadonlyMap<string, Value>): OrderEdit[] {
    return this.#edits.flatMap((edit) => {
      const when = simplify(edit.when, { fields, emptyTables: NO_TABLES });
      if (when.kind === 'constant' && when.value !== true) return [];
      const holds = compileCondition<EditRow>(when, {
        field: readFact,
        lookup: (table, column) => (row, keys) => row.lookup(table, keys, column),
      });
      return [{ edit, holds }];
    });
  }
}

const KIND_READS = KINDS.map(readFact);
