import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { ArithmeticOp, CompareOp, Expr, Value } from './ast.ts';

/**
 * Reads the text form of an expression; a `case` without `else` is missing where no branch holds:
 *
 *   originator in ('clec', 'ilec') and origin_lata != terminating_lata
 *   local_area(origin_rate_centre, terminating_rate_centre).kind = 'eas'
 *   calling is missing or not answered
 *   case when seconds > 60 then seconds div 60 else 1 end
 */
export function parseExpr(text: string): Result<Expr> {
  try {
    const parser = new Parser(tokenize(text));
    const expr = parser.expression(0);
    parser.end();
    return ok(expr);
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    return fail({
      id: 'expr/syntax',
      sentence: `"${text}" cannot be read at character ${error.at + 1}: ${error.message}.`,
      cure: 'Write fields, constants in single quotes, whole numbers, = != < <= > >=, in (…), is missing, and/or/not, + - * div, case … end.',
    });
  }
}

class SyntaxFault extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const TOKEN = /\s*(?:('(?:[^']|'')*')|(\d+)|([A-Za-z_][A-Za-z0-9_]*)|(!=|<=|>=|[=<>+\-*(),.]))/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let at = 0;
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) {
      const blanks = text.slice(at).search(/\S/);
      throw new SyntaxFault(`"${text[at + blanks]}" is not expected`, at + blanks);
    }
    const [whole, quoted, digits, word, sign] = match;
    const start = at + whole.length - whole.trimStart().length;
    if (quoted !== undefined)
      tokens.push({ kind: 'text', text: quoted.slice(1, -1).replaceAll("''", "'"), at: start });
    else if (digits !== undefined) tokens.push({ kind: 'number', text: digits, at: start });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, at: start });
    else tokens.push({ kind: 'sign', text: sign ?? '', at: start });
    at += whole.length;
  }
  tokens.push({ kind: 'end', text: 'the end', at: text.length });
  return tokens;
}

const COMPARE = new Set(['=', '!=', '<', '<=', '>', '>=']);
/** Binding power of what may follow a value; higher binds tighter. */
const POWER: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['and', 2],
  ...[...COMPARE, 'in', 'not', 'is'].map((word) => [word, 4] as const),
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['div', 6],
]);
const NOT_POWER = 3;
/** Words that are no field's name. */
const RESERVED = new Set(['and', 'or', 'in', 'is', 'div', 'when', 'then', 'else', 'end']);

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get #peek(): Token {
    return this.#tokens[this.#next] as Token;
  }

  #take(): Token {
    const token = this.#peek;
    this.#next += 1;
    return token;
  }

  #is(text: string): boolean {
    return (this.#peek.kind === 'word' || this.#peek.kind === 'sign') && this.#peek.text === text;
  }

  #expect(text: string): void {
    if (!this.#is(text))
      throw new SyntaxFault(`"${text}" is expected, not "${this.#peek.text}"`, this.#peek.at);
    this.#next += 1;
  }

  end(): void {
    if (this.#peek.kind !== 'end')
      throw new SyntaxFault(`"${this.#peek.text}" is not expected`, this.#peek.at);
  }

  expression(power: number): Expr {
    let left = this.#operand();
    for (;;) {
      const token = this.#peek;
      const binding = token.kind === 'word' || token.kind === 'sign' ? POWER.get(token.text) : undefined;
      if (binding === undefined || binding <= power) return left;
      this.#take();
      left = this.#infix(token.text, left, binding);
    }
  }

  #infix(op: string, left: Expr, binding: number): Expr {
    if (op === 'and' || op === 'or') {
      const right = this.expression(binding);
      return left.kind === op
        ? { kind: op, items: [...left.items, right] }
        : { kind: op, items: [left, right] };
    }
    if (COMPARE.has(op))
      return { kind: 'compare', op: op as CompareOp, left, right: this.expression(binding) };
    if (op === 'in') return { kind: 'in', item: left, values: this.#constants() };
    if (op === 'not') {
      this.#expect('in');
      return { kind: 'not', item: { kind: 'in', item: left, values: this.#constants() } };
    }
    if (op === 'is') {
      if (this.#is('present')) {
        this.#take();
        return { kind: 'not', item: { kind: 'missing', item: left } };
      }
      this.#expect('missing');
      return { kind: 'missing', item: left };
    }
    return { kind: 'arithmetic', op: op as ArithmeticOp, left, right: this.expression(binding) };
  }

  #operand(): Expr {
    const token = this.#take();
    if (token.kind === 'text') return { kind: 'constant', value: token.text };
    if (token.kind === 'number') return { kind: 'constant', value: BigInt(token.text) };
    if (token.text === '(' && token.kind === 'sign') {
      const inner = this.expression(0);
      this.#expect(')');
      return inner;
    }
    if (token.kind !== 'word' || RESERVED.has(token.text))
      throw new SyntaxFault(`a value is expected, not "${token.text}"`, token.at);
    switch (token.text) {
      case 'true':
        return { kind: 'constant', value: true };
      case 'false':
        return { kind: 'constant', value: false };
      case 'not':
        return { kind: 'not', item: this.expression(NOT_POWER) };
      case 'case':
        return this.#case();
      default:
        return this.#is('(') ? this.#lookup(token.text) : { kind: 'field', name: token.text };
    }
  }

  #case(): Expr {
    const branches: { when: Expr; then: Expr }[] = [];
    while (this.#is('when')) {
      this.#take();
      const when = this.expression(0);
      this.#expect('then');
      branches.push({ when, then: this.expression(0) });
    }
    if (this.#is('end')) {
      this.#take();
      return { kind: 'case', branches, otherwise: { kind: 'constant', value: null } };
    }
    this.#expect('else');
    const otherwise = this.expression(0);
    this.#expect('end');
    return { kind: 'case', branches, otherwise };
  }

  #lookup(table: string): Expr {
    this.#expect('(');
    const keys = [this.expression(0)];
    while (this.#is(',')) {
      this.#take();
      keys.push(this.expression(0));
    }
    this.#expect(')');
    this.#expect('.');
    const column = this.#take();
    if (column.kind !== 'word')
      throw new SyntaxFault(`a column is expected, not "${column.text}"`, column.at);
    return { kind: 'lookup', table, keys, column: column.text };
  }

  #constants(): Value[] {
    this.#expect('(');
    const values: Value[] = [];
    for (;;) {
      const token = this.#take();
      if (token.kind === 'text') values.push(token.text);
      else if (token.kind === 'number') values.push(BigInt(token.text));
      else throw new SyntaxFault(`a constant is expected, not "${token.text}"`, token.at);
      if (this.#is(')')) break;
      this.#expect(',');
    }
    this.#expect(')');
    return values;
  }
}
