import type { RecordedEvent } from '../../../events/kit/envelope.js';
import type { Entry, Row } from '../../../projections/kit/line.js';
import type { ViewAnswer } from '../../simulator/answer/view-answer.js';
import { canonicalJson, sha256Hex } from '../../store/canonical.js';
import { entityDetails } from './entities.js';
import { interestsOf, type Interest, warrantInterest } from './interests.js';
import { type Annotation, groundsOf, type StatementSource } from './sources.js';

/** The version of the Beneficial Ownership Data Standard that is written. */
const standardVersion = '0.4';

/** A statement without its id, which follows from what it says. */
interface UnsignedStatement {
  recordId: string;
  recordType: 'entity' | 'relationship';
  declarationSubject: string;
  statementDate: string;
  recordDetails: object;
  source?: StatementSource;
  annotations?: readonly Annotation[];
}

/** A statement about a company, or about what one has of another. */
export interface OwnershipStatement extends UnsignedStatement {
  statementId: string;
  publicationDetails: { publicationDate: string; bodsVersion: string; publisher: { name: string } };
}

const recordOf = (party: unknown): string => `party-${String(party)}`;
const stakeOf = ({ holder, issuer, basis }: Entry): string =>
  `stake-${String(holder)}-${String(issuer)}/${String(basis)}`;

const isDirect = ({ stakeBp }: Row): boolean => stakeBp !== null;

/** Writes the rows of one answer: what each rests on is looked up. */
class StatementWriter {
  readonly #byId: ReadonlyMap<string, RecordedEvent>;
  readonly #notes: readonly Annotation[];
  /** Since when each party is named in something that is known. */
  readonly #named = new Map<string, string>();

  constructor(
    private readonly answer: ViewAnswer,
    events: readonly RecordedEvent[],
  ) {
    this.#byId = new Map(events.map((event) => [event.id, event]));
    this.#notes = [
      ...(answer.hypothetical ? ['As if a scenario were the log: this is not what was recorded.'] : []),
      ...(answer.confidential ? ['Confidential: facts that are not public are folded in.'] : []),
    ].map((description): Annotation => ({
      statementPointerTarget: '',
      motivation: 'commenting',
      description,
    }));
  }

  get parties(): ReadonlyMap<string, string> {
    return this.#named;
  }

  publish(draft: UnsignedStatement): OwnershipStatement {
    const { knownAt } = this.answer;
    return {
      statementId: sha256Hex(canonicalJson(draft)),
      ...draft,
      publicationDetails: {
        publicationDate: knownAt,
        bodsVersion: standardVersion,
        publisher: { name: 'gigaledger' },
      },
    };
  }

  entity(slug: string, known: string, details: object): OwnershipStatement {
    const recordId = recordOf(slug);
    return this.publish({
      recordId,
      recordType: 'entity',
      declarationSubject: recordId,
      statementDate: known,
      recordDetails: details,
      ...this.#annotated([]),
    });
  }

  /** A relationship between two parties, on these grounds. */
  relationship(
    entry: Entry,
    recordId: string,
    interests: readonly Interest[],
    more: { isComponent: boolean; componentRecords?: readonly string[] },
  ): OwnershipStatement {
    const { holder, issuer, rests } = entry;
    const events = (Array.isArray(rests) ? rests : []).flatMap((id) => this.#byId.get(String(id)) ?? []);
    const { source, links, known = this.answer.knownAt } = groundsOf(events);
    for (const party of [holder, issuer]) this.#note(String(party), known);
    return this.publish({
      recordId,
      recordType: 'relationship',
      declarationSubject: recordOf(issuer),
      statementDate: known,
      recordDetails: {
        ...more,
        subject: recordOf(issuer),
        interestedParty: recordOf(holder),
        interests,
      },
      ...(source && { source }),
      ...this.#annotated([...this.#rivals(entry), ...links]),
    });
  }

  /** That others say otherwise, and by which policy this is what counts. */
  #rivals({ flags }: Entry): Annotation[] {
    const mark = (Array.isArray(flags) ? flags : []).find((flag) => String(flag).startsWith('rivals:'));
    const count = Number(String(mark ?? '').slice('rivals:'.length));
    return count > 0
      ? [
          {
            statementPointerTarget: '',
            motivation: 'commenting',
            description: `${count} rival ${count === 1 ? 'claim says' : 'claims say'} otherwise; this is what counts by the policy ${this.answer.policy}.`,
          },
        ]
      : [];
  }

  #annotated(links: readonly Annotation[]): { annotations?: readonly Annotation[] } {
    const annotations = [...this.#notes, ...links];
    return annotations.length > 0 ? { annotations } : {};
  }

  #note(party: string, known: string): void {
    const before = this.#named.get(party);
    if (before === undefined || before < known) this.#named.set(party, known);
  }
}

/** Everybody that stakes lead to from a party, itself included. */
const reachedFrom = (
  party: unknown,
  stakes: readonly Row[],
  [from, to]: readonly ['holder' | 'issuer', 'holder' | 'issuer'],
): Set<unknown> => {
  const reached = new Set([party]);
  for (const one of reached) for (const stake of stakes) if (stake[from] === one) reached.add(stake[to]);
  return reached;
};

/** The direct stakes in the answer along which one party reaches another, on one basis. */
const chainOf = (row: Row, rows: readonly Row[]): Row[] => {
  const stakes = rows.filter((one) => isDirect(one) && one.basis === row.basis);
  const [down, up] = [
    reachedFrom(row.holder, stakes, ['holder', 'issuer']),
    reachedFrom(row.issuer, stakes, ['issuer', 'holder']),
  ];
  return stakes.filter(({ holder, issuer }) => down.has(holder) && up.has(issuer));
};

/** What is held directly, without what is reached through others. */
const directInterests = (row: Row): Interest[] =>
  interestsOf({ ...row, lookThroughBp: null }, { isChained: false });

/** What is held through others alone is made up of stakes, which come before it as its components. */
const indirectStatements = (
  row: Row,
  rows: readonly Row[],
  writer: StatementWriter,
): OwnershipStatement[] => {
  const recordId = stakeOf(row);
  const components = chainOf(row, rows).map((part) =>
    writer.relationship(part, `${recordId}/through/${stakeOf(part)}`, directInterests(part), {
      isComponent: true,
    }),
  );
  const primary = writer.relationship(row, recordId, interestsOf(row, { isChained: true }), {
    isComponent: false,
    ...(components.length > 0 && { componentRecords: components.map((one) => one.recordId) }),
  });
  return [...components, primary];
};

/**
 * Who has how much of whom, directly and through others, as statements of the Beneficial Ownership Data Standard 0.4:
 * parties first, then what each has of another. A later statement about the same `recordId` takes the place of an
 * earlier one; its id follows from what it says, so that the same is said under the same id.
 */
export const ownershipStatements = (
  answer: ViewAnswer,
  events: readonly RecordedEvent[],
  parties: readonly Entry[],
): OwnershipStatement[] => {
  const writer = new StatementWriter(answer, events);
  const warrants: readonly Entry[] = Array.isArray(answer.warrants) ? answer.warrants : [];
  const relationships = [
    ...answer.rows.filter(isDirect).map((row) => {
      const isChained = chainOf(row, answer.rows).some((one) => one !== row);
      return writer.relationship(row, stakeOf(row), interestsOf(row, { isChained }), { isComponent: false });
    }),
    ...answer.rows
      .filter((row) => !isDirect(row))
      .flatMap((row) => indirectStatements(row, answer.rows, writer)),
    ...warrants.map((entry) =>
      writer.relationship(entry, `${String(entry.deal)}/${String(entry.warrant)}`, [warrantInterest(entry)], {
        isComponent: false,
      }),
    ),
  ];
  const bySlug = new Map(parties.map((party) => [String(party.party), party]));
  const entities = [...writer.parties]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([slug, known]) => writer.entity(slug, known, entityDetails(slug, bySlug.get(slug))));
  return [...entities, ...relationships];
};
