import { PartyRegistered } from '../../../events/party/party.events.js';
import type { KnownParties } from '../ledger/known-parties.js';
import type { ProposedEvent } from '../rows/proposal.js';
import type { Findings } from '../rows/readings.js';
import type { ObjectReader } from './object-reader.js';

const ownId = /^party-([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** The issuer and the stakeholders of a package as parties of the ledger. */
export class CapTableParties {
  readonly #holders = new Map<string, string>();
  readonly #persons = new Set<string>();
  readonly #registered = new Map<string, ProposedEvent>();

  constructor(
    private readonly parties: KnownParties,
    private readonly findings: Findings,
  ) {}

  /** Parties with the id that an export gave them, which the ledger does not know. */
  get registrations(): ProposedEvent[] {
    return [...this.#registered.values()];
  }

  /** The party of an object by its name: one that the ledger knows, else a new one. */
  find(reader: ObjectReader, name: string, at: string): string | undefined {
    const [, own] = ownId.exec(reader.optional('id') ?? '') ?? [];
    const found =
      own !== undefined && !this.parties.knows(name) ? this.#own(own, name, at) : this.parties.find(name);
    if ('fault' in found) return this.findings.fault(at, found.fault);
    this.findings.readings.push({
      address: at,
      column: reader.object.type,
      as: 'party',
      written: name,
      read: found.party,
    });
    return found.party;
  }

  #own(party: string, name: string, at: string): { party: string } {
    if (this.parties.knows(party)) return { party };
    this.#registered.set(party, {
      event: {
        stream: `party-${party}`,
        type: PartyRegistered.type,
        body: { name: name.slice(0, 120), kind: 'company' },
      },
      cells: { '': at },
    });
    return { party };
  }

  /** Takes a stakeholder in; parties are companies and the like, and of persons nothing is kept. */
  add(reader: ObjectReader): void {
    const [name] = reader.within('name');
    const [id, type, legal] = [reader.text('id'), reader.text('stakeholder_type'), name?.text('legal_name')];
    if (id === undefined || type === undefined || legal === undefined || !name) return;
    if (type === 'INDIVIDUAL') {
      this.#persons.add(id);
      return;
    }
    const party = this.find(reader, legal, name.addressOf('legal_name'));
    if (party !== undefined) this.#holders.set(id, party);
  }

  isPerson(id: string): boolean {
    return this.#persons.has(id);
  }

  holder(id: string): string | undefined {
    return this.#holders.get(id);
  }

  get persons(): number {
    return this.#persons.size;
  }
}
