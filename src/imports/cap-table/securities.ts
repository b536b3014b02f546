import type { Findings } from '../rows/readings.js';
import type { PackageObject } from './cap-table-package.js';
import { ObjectReader } from './object-reader.js';

const kinds = ['STOCK', 'WARRANT'] as const;
type SecurityKind = (typeof kinds)[number];

const endings = [
  'CANCELLATION',
  'RETRACTION',
  'REPURCHASE',
  'TRANSFER',
  'CONVERSION',
  'REISSUANCE',
  'CONSOLIDATION',
  'EXERCISE',
];
const endingTypes = new Set(kinds.flatMap((kind) => endings.map((ending) => `TX_${kind}_${ending}`)));

/** What is read elsewhere, or says nothing of who holds what. */
const silentTypes = new Set([
  'STAKEHOLDER',
  'STOCK_CLASS',
  'STOCK_LEGEND_TEMPLATE',
  'VESTING_TERMS',
  'DOCUMENT',
  'FINANCING',
  'TX_VESTING_START',
  'TX_VESTING_EVENT',
  ...kinds.flatMap((kind) => [`TX_${kind}_ISSUANCE`, `TX_${kind}_ACCEPTANCE`]),
  ...endingTypes,
]);

const securitiesEnded = (reader: ObjectReader): string[] => {
  const { security_id: id, security_ids: ids } = reader.object.members;
  return [id, ...(Array.isArray(ids) ? ids : [])].filter((one) => typeof one === 'string');
};

/**
 * What was issued by a day and has not come to an end: what is left of a security that was cancelled, transferred or
 * exercised in part is a security of its own, with an issuance of its own.
 */
export class Securities {
  readonly #ended = new Set<string>();
  readonly #byType: Map<string, ObjectReader[]>;

  constructor(
    objects: readonly PackageObject[],
    private readonly asOf: string,
    private readonly findings: Findings,
  ) {
    this.#byType = Map.groupBy(
      objects.map((object) => new ObjectReader(object, findings)),
      ({ object }) => object.type,
    );
    for (const type of endingTypes)
      for (const ending of this.all(type))
        if ((ending.day('date') ?? '') <= asOf) for (const id of securitiesEnded(ending)) this.#ended.add(id);
  }

  all(type: string): readonly ObjectReader[] {
    return this.#byType.get(type) ?? [];
  }

  outstanding(kind: SecurityKind): ObjectReader[] {
    return this.all(`TX_${kind}_ISSUANCE`).filter((issuance) => {
      const [id, date] = [issuance.text('security_id'), issuance.day('date')];
      return id !== undefined && date !== undefined && date <= this.asOf && !this.#ended.has(id);
    });
  }

  /** Tells of each kind of object that nothing is read of. */
  leaveOutOthers(): void {
    for (const [type, objects] of this.#byType)
      if (!silentTypes.has(type))
        this.findings.leaveOut(
          objects[0]?.object.address ?? type,
          `${objects.length === 1 ? 'is an object' : `begins ${objects.length} objects`} of the type ${type}: stakes in stock and warrants are read`,
        );
  }
}
