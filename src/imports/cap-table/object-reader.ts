import { isPlainObject } from '../../../events/kit/json.js';
import { readDate } from '../../../events/kit/date.js';
import type { Findings } from '../rows/readings.js';
import type { PackageObject } from './cap-table-package.js';

/** An amount of money as the format writes it. */
export interface Monetary {
  amount: string;
  currency: string;
}

const numeric = /^[+-]?\d+(?:\.\d{1,10})?$/;
const places = 10;

/** A number of the format in ten-billionths: it has at most ten digits behind the point. */
export const numericOf = (text: string): bigint => {
  const [, sign, whole = '0', fraction = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const value = BigInt(whole + fraction.padEnd(places, '0'));
  return sign === '-' ? -value : value;
};

/** One whole in ten-billionths. */
export const one = 10n ** BigInt(places);

/** Reads the members of an object; what is missing or is something else is a fault at its place. */
export class ObjectReader {
  constructor(
    readonly object: PackageObject,
    private readonly findings: Findings,
  ) {}

  addressOf(name: string): string {
    return `${this.object.address}/${name}`;
  }

  /** Undefined where it is missing. */
  optional(name: string): string | undefined {
    const value = this.object.members[name];
    if (value === undefined || value === null) return undefined;
    return typeof value === 'string' && value.trim() !== ''
      ? value.trim()
      : this.findings.fault(this.addressOf(name), 'must be a text');
  }

  text(name: string): string | undefined {
    return this.object.members[name] === undefined
      ? this.findings.fault(this.addressOf(name), 'is required')
      : this.optional(name);
  }

  numeric(name: string): bigint | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    return numeric.test(text)
      ? numericOf(text)
      : this.findings.fault(
          this.addressOf(name),
          'must be a number in digits, with at most ten behind the point',
        );
  }

  day(name: string): string | undefined {
    const text = this.text(name);
    return text === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(text) && readDate(text))
      ? text
      : this.findings.fault(this.addressOf(name), 'must be a day, YYYY-MM-DD');
  }

  optionalDay(name: string): string | undefined {
    return this.object.members[name] === undefined ? undefined : this.day(name);
  }

  money(name: string): Monetary | undefined {
    const value = this.object.members[name];
    if (value === undefined) return undefined;
    const { amount, currency } = isPlainObject(value) ? value : {};
    return typeof amount === 'string' && numeric.test(amount) && typeof currency === 'string'
      ? { amount, currency }
      : this.findings.fault(this.addressOf(name), 'must be money: {"amount": "1.50", "currency": "USD"}');
  }

  /** A list of objects, none where it is missing. */
  list(name: string): ObjectReader[] {
    const value = this.object.members[name];
    if (value === undefined) return [];
    if (!Array.isArray(value) || !value.every(isPlainObject)) {
      this.findings.fault(this.addressOf(name), 'must be a list of objects');
      return [];
    }
    return value.map(
      (members, index) =>
        new ObjectReader({ address: `${this.addressOf(name)}/${index}`, type: name, members }, this.findings),
    );
  }

  /** A member that is an object, as a list of one or none. */
  within(name: string): ObjectReader[] {
    const members = this.object.members[name];
    if (isPlainObject(members))
      return [new ObjectReader({ address: this.addressOf(name), type: name, members }, this.findings)];
    this.findings.fault(this.addressOf(name), 'must be an object');
    return [];
  }

  /** What an export of a ledger says beside the format, "stake: about 4%", of one name. */
  comment(name: string): string | undefined {
    const { comments } = this.object.members;
    const texts = Array.isArray(comments) ? comments.filter((each) => typeof each === 'string') : [];
    return texts.find((text) => text.startsWith(`${name}: `))?.slice(name.length + 2);
  }
}
