import type { Problem } from '../../base/problem.ts';
import type { EmiLine } from './line.ts';

/** Control totals of one pack: what its trailer says and what was counted. */
export interface PackControl {
  readonly pack: string;
  readonly sender: string;
  readonly receiver: string;
  /** Detail lines that the trailer declares; undefined when there is no readable trailer. */
  readonly declared?: number;
  readonly counted: number;
}

/** Follows headers, trailers and sequence numbers of one file. Lines are read whether or not its totals agree. */
export class PackChecker {
  readonly controls: PackControl[] = [];
  readonly problems: Problem[] = [];
  readonly #file: string;
  #open: { pack: string; sender: string; receiver: string; line: number } | undefined;
  #counted = 0;
  #expected = 1;
  #outside = false;

  constructor(file: string) {
    this.#file = file;
  }

  see(line: EmiLine): void {
    if (line.kind === 'header') this.#header(line);
    else if (line.kind === 'trailer') this.#trailer(line);
    else this.#detail(line);
  }

  /** At the end of the file. */
  finish(lastLine: number): void {
    if (this.#open) this.#close(lastLine, undefined);
  }

  #header(line: EmiLine): void {
    if (this.#open) this.#close(line.line, undefined);
    const pack = line.pack();
    if (!pack) this.#problem('header', line.line, 'The header is not 175 bytes long.');
    this.#open = {
      pack: pack?.pack ?? '',
      sender: pack?.sender ?? '',
      receiver: pack?.receiver ?? '',
      line: line.line,
    };
    this.#counted = 0;
    this.#expected = 1;
  }

  #trailer(line: EmiLine): void {
    const pack = line.pack();
    if (!this.#open) {
      this.#problem('trailer-without-header', line.line, 'A trailer stands where no pack is open.');
      return;
    }
    if (pack?.detailLines === undefined)
      this.#problem('trailer', line.line, 'The trailer does not say how many lines the pack has.');
    else if (pack.detailLines !== this.#counted)
      this.#problem(
        'count',
        line.line,
        `The trailer counts ${pack.detailLines} detail lines and the pack has ${this.#counted}.`,
      );
    if (pack && pack.pack !== this.#open.pack)
      this.#problem(
        'pack-number',
        line.line,
        `The trailer is of pack ${pack.pack} and the header of pack ${this.#open.pack}.`,
      );
    this.#push(pack?.detailLines);
  }

  #detail(line: EmiLine): void {
    if (!this.#open && !this.#outside) {
      this.#problem('no-header', line.line, 'Detail lines stand outside of a pack.');
      this.#outside = true;
    }
    this.#counted += 1;
    if (line.kind === 'damaged') this.#expected += 1;
    else {
      if (this.#open && line.sequence !== this.#expected)
        this.#problem(
          'sequence',
          line.line,
          `Sequence number ${line.sequence} stands where ${this.#expected} is expected.`,
        );
      this.#expected = line.sequence + 1;
    }
  }

  #close(line: number, declared: number | undefined): void {
    this.#problem('missing-trailer', line, `Pack ${this.#open?.pack ?? ''} has no trailer.`);
    this.#push(declared);
  }

  #push(declared: number | undefined): void {
    if (!this.#open) return;
    const { pack, sender, receiver } = this.#open;
    this.controls.push({
      pack,
      sender,
      receiver,
      counted: this.#counted,
      ...(declared === undefined ? {} : { declared }),
    });
    this.#open = undefined;
    this.#counted = 0;
  }

  #problem(slug: string, line: number, sentence: string): void {
    this.problems.push({
      id: `emi/${slug}`,
      file: this.#file,
      line,
      sentence,
      cure: 'Ask the sender for the pack again; its readable lines are used meanwhile.',
    });
  }
}
