import { PartyAmended, PartyRegistered } from '../../../events/party/party.events.js';
import {
  type Identifier,
  identifierIn,
  identifierSchemes,
  plainIdentifier,
} from '../../../events/party/identifiers.js';
import type { Party } from '../../../events/party/party.js';
import { everything } from '../../../projections/kit/cut.js';
import type { Log } from '../../../projections/kit/log.js';
import { nearestName } from '../../../events/kit/nearest.js';
import { Parties } from '../../../projections/kit/parties.js';

/** By what a party was recognised. */
type Recognition =
  'given' | 'slug' | 'name' | 'former name' | 'ticker' | 'lei' | 'cik' | 'isin' | 'wikidata' | 'initials';

export interface RecognisedParty {
  /** As the sheet names it. */
  written: string;
  party: string;
  by: Recognition;
}

/** A party that the ledger does not know, as it would be registered. */
export interface ProposedParty {
  written: string;
  party: string;
  /** A party of the ledger with a name much like it. */
  like?: string;
}

const legalForms =
  /[\s,]+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|l\.l\.c|lp|plc|pbc|ag|se|sa|s\.a|nv|n\.v|gmbh|holdings?|group)\.?$/i;

/** A name without its legal form, its marks and its large letters. */
export const plainPartyName = (name: string): string => {
  let plain = name.trim();
  for (
    let shorter = plain.replace(legalForms, '');
    shorter !== plain && shorter !== '';
    shorter = plain.replace(legalForms, '')
  )
    plain = shorter;
  return plain
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
};

export const slugOf = (name: string): string =>
  plainPartyName(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');

const initialsOf = (name: string): string | undefined => {
  const words = plainPartyName(name).split(' ');
  return words.length < 3 ? undefined : words.map(([first]) => first).join('');
};

const mostLike = (name: string, names: readonly string[]): string | undefined => {
  const nearest = nearestName(name, names);
  const isNear =
    nearest !== undefined &&
    Math.abs(nearest.length - name.length) <= 2 &&
    name.length >= 4 &&
    [...name].filter((letter) => !nearest.includes(letter)).length <= 1 &&
    name.slice(0, 2) === nearest.slice(0, 2);
  return isNear ? nearest : undefined;
};

const nameOf = ({ scheme, value }: Identifier): string => `${scheme}:${value}`;

/** The parties of the ledger by everything that they are called, and those that a sheet proposes. */
export class KnownParties {
  readonly #parties: Parties;
  readonly #byName = new Map<string, { party: string; by: Recognition } | 'ambiguous'>();
  readonly recognised = new Map<string, RecognisedParty>();
  readonly proposed = new Map<string, ProposedParty>();

  constructor(
    private readonly log: Log,
    private readonly given: Readonly<Record<string, string>>,
  ) {
    this.#parties = new Parties(log, everything);
    const all = this.#parties.all;
    for (const { slug } of all) this.#note(slug, slug, 'slug');
    for (const party of all) this.#noteIdentifiers(party);
    for (const { slug, name } of all) this.#note(plainPartyName(name), slug, 'name');
    for (const { slug } of all) this.#noteFormerNames(slug);
    for (const { slug, name } of all) this.#note(initialsOf(name), slug, 'initials');
  }

  /** The slug under which a party counts. */
  countedAs(slug: string): string {
    return this.#parties.slugOf(slug);
  }

  knows(written: string): boolean {
    return this.#known(written) !== undefined;
  }

  /** The party that a name means, known or proposed; why not, where it may be several. */
  find(written: string): { party: string } | { fault: string } {
    const found = this.#known(written);
    if (found === 'ambiguous')
      return { fault: `"${written}" may be several parties: write the slug of the one that it is` };
    if (found) {
      this.recognised.set(written, { written, ...found });
      return { party: found.party };
    }
    return this.#propose(written);
  }

  #known(written: string): { party: string; by: Recognition } | 'ambiguous' | undefined {
    const given = this.given[written];
    if (given !== undefined) return { party: given, by: 'given' };
    const identifier = identifierIn(written);
    const identified = identifier && this.#byName.get(nameOf(identifier));
    if (identified) return identified;
    // "Alphabet (Google)": either may be what the ledger calls it.
    const [, before = '', inside = ''] = /^(.*\S)\s*\(([^)]+)\)$/.exec(written) ?? [];
    for (const name of [written, before, inside].filter((one) => one !== '')) {
      const found = this.#byName.get(plainPartyName(name)) ?? this.#byName.get(name.trim().toLowerCase());
      if (found) return found;
    }
    return undefined;
  }

  #propose(written: string): { party: string } | { fault: string } {
    const party = slugOf(written);
    if (party === '')
      return { fault: `no name can be made of "${written}": give it one under parties in the mapping` };
    if (this.proposed.has(party)) return { party };
    const like = this.#likeOf(written, party);
    this.proposed.set(party, { written, party, ...(like !== undefined && { like }) });
    return { party };
  }

  /** A party of the ledger that it may well be: with much the same name, or named by its initials. */
  #likeOf(written: string, party: string): string | undefined {
    const initials = initialsOf(written);
    const slugs = this.#parties.all.map(({ slug }) => slug);
    return mostLike(party, slugs) ?? slugs.find((slug) => slug === initials);
  }

  #note(name: string | undefined, slug: string, by: Recognition): void {
    if (name === undefined || name === '') return;
    const party = this.countedAs(slug);
    const before = this.#byName.get(name);
    if (!before) this.#byName.set(name, { party, by });
    // What is found first is the surer name; initials of two are nobody's.
    else if (before !== 'ambiguous' && before.party !== party && before.by === by)
      this.#byName.set(name, 'ambiguous');
  }

  #noteIdentifiers({ slug, identifiers = {} }: Party): void {
    this.#note(identifiers.ticker?.toLowerCase(), slug, 'ticker');
    for (const by of identifierSchemes) {
      const own = identifiers[by];
      if (own !== undefined) this.#note(nameOf({ scheme: by, value: plainIdentifier(by, own) }), slug, by);
    }
  }

  #noteFormerNames(slug: string): void {
    for (const { type, body } of this.log.facts(`party-${slug}`)) {
      const { name } = body as { name?: unknown };
      if ((type === PartyRegistered.type || type === PartyAmended.type) && typeof name === 'string')
        this.#note(plainPartyName(name), slug, 'former name');
    }
  }
}
