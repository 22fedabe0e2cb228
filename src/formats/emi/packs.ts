import type { Problem } from '../../base/problem.ts';
import { isoDate } from './iso-date.ts';
import type { EmiLine } from './line.ts';
import { packOf } from './outcome.ts';
import type { PackLine } from './record.ts';

/** Control totals of one pack: what its trailer says and what was counted. */
export interface PackControl {
  readonly pack: string;
  /** `YYYY-MM-DD`; absent when the header has no such date. */
  readonly date?: string;
  readonly sender: string;
  readonly receiver: string;
  /** Lines that the trailer declares; undefined when there is no readable trailer. */
  readonly declared?: number;
  readonly counted: number;
}

/** Problems of one kind that are listed one by one; the others are counted. */
const LISTED = 20;
/** The number after 9999. */
const FIRST_PACK = 1;
const LAST_PACK = 9999;

interface OpenPack extends PackLine {
  readonly line: number;
  /** Whether the header could be read; a trailer is compared with nothing else. */
  readonly readable: boolean;
}

/**
 * Follows headers, trailers, pack numbers and sequence numbers of one file. Lines are read whether or not its totals agree:
 * what is wrong is a list of problems at the file's end.
 */
export class PackChecker {
  readonly controls: PackControl[] = [];
  readonly #file: string;
  readonly #listed: Problem[] = [];
  readonly #unlisted = new Map<string, number>();
  readonly #counts = new Map<string, number>();
  /** Packs that were opened, with the line of their header. */
  readonly #seen = new Map<string, number>();
  /** Last pack number by sender and receiver. */
  readonly #last = new Map<string, number>();
  #open: OpenPack | undefined;
  #counted = 0;
  #expected = 1;
  #outside = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** In the order of the lines; of a kind that came too often, the last says how many more there are. */
  get problems(): readonly Problem[] {
    const more = [...this.#unlisted].map(([id, count]) => ({
      id,
      file: this.#file,
      sentence: `The same is wrong in ${count} more place${count === 1 ? '' : 's'}.`,
      cure: CURE,
    }));
    return [...this.#listed, ...more];
  }

  /** Places where a number does not follow the one before: of records in a pack, and of packs. */
  get gaps(): { readonly sequence: number; readonly packs: number } {
    const count = (slug: string): number => this.#counts.get(`emi/${slug}`) ?? 0;
    return { sequence: count('sequence'), packs: count('pack-gap') };
  }

  see(line: EmiLine): void {
    if (line.kind === 'header') this.#header(line);
    else if (line.kind === 'trailer') this.#trailer(line);
    else this.#detail(line);
  }

  /** At the end of the file. */
  finish(lastLine: number): void {
    if (this.#open) this.#close(lastLine);
  }

  #header(line: EmiLine): void {
    if (this.#open) this.#close(line.line);
    const pack = packOf(line);
    if (!pack) this.#problem('header', line.line, `The header is not ${line.layout.lineBytes} bytes long.`);
    this.#open = {
      date: pack?.date ?? '',
      pack: pack?.pack ?? '',
      sender: pack?.sender ?? '',
      receiver: pack?.receiver ?? '',
      line: line.line,
      readable: pack !== undefined,
    };
    this.#counted = 0;
    this.#expected = 1;
    if (pack) this.#number(this.#open);
  }

  /** A pack that came before, or another number than the one after the last. */
  #number(open: OpenPack): void {
    if (!/^\d{4}$/.test(open.pack)) {
      this.#problem('header', open.line, `The header has the pack number "${open.pack}".`);
      return;
    }
    const parties = `${open.sender} ${open.receiver}`;
    const key = `${parties} ${open.date} ${open.pack}`;
    const before = this.#seen.get(key);
    const number = Number(open.pack);
    const last = this.#last.get(parties);
    const next = last === undefined ? number : last >= LAST_PACK ? FIRST_PACK : last + 1;
    if (before !== undefined)
      this.#problem(
        'pack-twice',
        open.line,
        `Pack ${open.pack} of ${open.date} stands in the file twice, first on line ${before}.`,
      );
    else if (number !== next)
      this.#problem(
        'pack-gap',
        open.line,
        `Pack ${open.pack} follows pack ${String(last).padStart(4, '0')} of the same sender and receiver.`,
      );
    this.#seen.set(key, before ?? open.line);
    this.#last.set(parties, number);
  }

  #trailer(line: EmiLine): void {
    const pack = packOf(line);
    const open = this.#open;
    if (!open) {
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
    if (pack && open.readable) this.#compare(pack, open, line.line);
    this.#push(pack?.detailLines);
  }

  #compare(pack: PackLine, open: OpenPack, line: number): void {
    if (pack.pack !== open.pack)
      this.#problem(
        'pack-number',
        line,
        `The trailer is of pack ${pack.pack} and the header of pack ${open.pack}.`,
      );
    if (pack.date !== open.date || pack.sender !== open.sender || pack.receiver !== open.receiver)
      this.#problem(
        'trailer-parties',
        line,
        `The trailer is of ${pack.date}, ${pack.sender} to ${pack.receiver}, and the header of ${open.date}, ${open.sender} to ${open.receiver}.`,
      );
  }

  #detail(line: EmiLine): void {
    if (!this.#open && !this.#outside) {
      this.#problem('no-header', line.line, 'Detail lines stand outside of a pack.');
      this.#outside = true;
    }
    this.#counted += 1;
    if (line.kind === 'damaged' || !line.detail.hasSequence) {
      this.#expected += 1;
      return;
    }
    if (this.#open && line.sequence !== this.#expected)
      this.#problem(
        'sequence',
        line.line,
        `Sequence number ${line.sequence} stands where ${this.#expected} is expected.`,
      );
    this.#expected = line.sequence + 1;
  }

  #close(line: number): void {
    this.#problem('missing-trailer', line, `Pack ${this.#open?.pack ?? ''} has no trailer.`);
    this.#push(undefined);
  }

  #push(declared: number | undefined): void {
    if (!this.#open) return;
    const { pack, date, sender, receiver } = this.#open;
    const day = isoDate(date);
    this.controls.push({
      pack,
      ...(day === undefined ? {} : { date: day }),
      sender,
      receiver,
      counted: this.#counted,
      ...(declared === undefined ? {} : { declared }),
    });
    this.#open = undefined;
    this.#counted = 0;
  }

  #problem(slug: string, line: number, sentence: string): void {
    const id = `emi/${slug}`;
    const count = (this.#counts.get(id) ?? 0) + 1;
    this.#counts.set(id, count);
    if (count > LISTED) this.#unlisted.set(id, count - LISTED);
    else this.#listed.push({ id, file: this.#file, line, sentence, cure: CURE });
  }
}

const CURE = 'Ask the sender for the pack again; its readable lines are used meanwhile.';
