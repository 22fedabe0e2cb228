import { sevenAt, threeAt, valueAt } from './bcd.ts';
import { isNanp } from './call-numbers.ts';

const [CARRIER_ACCESS, ALTERNATE_BILLING, USE, RELEASE, TRUNK, TRUNK_GROUP, NUMBER] = [
  21, 29, 70, 71, 104, 119, 164,
];
const [LINE_INFORMATION, LINE_NUMBER, PORTABILITY_SHORT, PORTABILITY] = [306, 307, 719, 720];
const [ORIGINATING_PARTY, TERMINATING_PARTY] = [1, 2];
const [CHARGE_IDENTITY, CALLING_IDENTITY] = [1, 3];
const [CALLING_LINE, CHARGE_LINE] = [5, 6];
const TEN_DIGITS = 10_000_000_000;
const GROUP = 10_000;

/**
 * What the modules of one record say of its call. Which module means what is public; which of two prevails is assumed: the first of a
 * kind counts.
 */
export class ModuleFacts {
  /** Place of the carrier's part; -1 when there is none. */
  carrier = -1;
  lrn = -1;
  jip = -1;
  oli = -1;
  calling = -1;
  charge = -1;
  releaseCode = -1;
  incoming = -1;
  outgoing = -1;
  /** Trunk group of a trunk to or from a different network. */
  toOther = -1;
  anyTrunkGroup = -1;

  clear(): void {
    this.carrier = -1;
    this.lrn = -1;
    this.jip = -1;
    this.oli = -1;
    this.calling = -1;
    this.charge = -1;
    this.releaseCode = -1;
    this.incoming = -1;
    this.outgoing = -1;
    this.toOther = -1;
    this.anyTrunkGroup = -1;
  }

  /** A module whose fields, after its code, begin at `at`. */
  see(code: number, bytes: Uint8Array, at: number): void {
    if (code === TRUNK) this.#trunk(valueAt(bytes, at, 9));
    else if (code === PORTABILITY || code === PORTABILITY_SHORT) this.#ported(bytes, at);
    else if (code === LINE_INFORMATION) {
      const line = threeAt(bytes, at);
      if (line >= 0 && this.oli < 0) this.oli = line % 100;
    } else if (code === CARRIER_ACCESS) {
      if (this.carrier < 0) this.carrier = at;
    } else if (code === NUMBER) this.#number(bytes, at);
    else if (code === LINE_NUMBER) this.#line(bytes, at);
    else if (code === ALTERNATE_BILLING) this.#charge(valueAt(bytes, at, 11) % TEN_DIGITS);
    else if (code === USE) this.#release(valueAt(bytes, at + 11, 5));
    else if (code === RELEASE) this.#release(valueAt(bytes, at + 3, 5));
    else if (code === TRUNK_GROUP && this.anyTrunkGroup < 0) {
      const group = valueAt(bytes, at, 13);
      if (group > 0) this.anyTrunkGroup = Math.floor(group / 100_000_000) % GROUP;
    }
  }

  /** Nine digits: routing indicator, group, member. Odd indicators are of incoming trunks; 1, 2, 5 and 6 of another network. */
  #trunk(value: number): void {
    if (value < 0) return;
    const routing = Math.floor(value / 100_000_000);
    const group = Math.floor(value / GROUP) % GROUP;
    if (this.anyTrunkGroup < 0) this.anyTrunkGroup = group;
    if (routing < 1 || routing > 8) return;
    if (routing % 2 === 1) {
      if (this.incoming < 0) this.incoming = group;
    } else if (this.outgoing < 0) this.outgoing = group;
    if (this.toOther < 0 && (routing - 1) % 4 < 2) this.toOther = group;
  }

  /** The originating party's routing number begins with the JIP of its switch (assumed); the terminating party's is the LRN. */
  #ported(bytes: Uint8Array, at: number): void {
    const party = threeAt(bytes, at);
    const lrn = valueAt(bytes, at + 2, 11) % TEN_DIGITS;
    if (!isNanp(lrn)) return;
    if (party === TERMINATING_PARTY && this.lrn < 0) this.lrn = lrn;
    else if (party === ORIGINATING_PARTY && this.jip < 0) this.jip = Math.floor(lrn / 10_000);
  }

  #number(bytes: Uint8Array, at: number): void {
    const identity = valueAt(bytes, at, 1);
    const country = valueAt(bytes, at + 1, 5) % 10_000;
    const number = valueAt(bytes, at + 6, 15) % TEN_DIGITS;
    if (country > 1 || !isNanp(number)) return;
    if (identity === CALLING_IDENTITY && this.calling < 0) this.calling = number;
    else if (identity === CHARGE_IDENTITY) this.#charge(number);
  }

  #line(bytes: Uint8Array, at: number): void {
    const type = threeAt(bytes, at);
    const npa = valueAt(bytes, at + 2, 5) % 1000;
    const line = sevenAt(bytes, at + 5);
    const number = npa * 10_000_000 + line;
    if (npa < 0 || line < 0 || !isNanp(number)) return;
    if (type === CALLING_LINE && this.calling < 0) this.calling = number;
    else if (type === CHARGE_LINE) this.#charge(number);
  }

  #charge(number: number): void {
    if (this.charge < 0 && isNanp(number)) this.charge = number;
  }

  /** The last three digits are the cause. */
  #release(value: number): void {
    if (value > 0 && this.releaseCode < 0) this.releaseCode = value % 1000;
  }
}
