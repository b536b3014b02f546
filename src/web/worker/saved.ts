import { resolve, savedAt, savedScenarios, versionsOf } from '../../simulator/scenario/resolve.js';
import { standingOf } from '../../simulator/saved/state.js';
import { verdictsOf } from '../../simulator/saved/verdict.js';
import type { PageLedger } from './ledger.js';
import type { SavedEntry, SavedScenario } from './protocol.js';

/** What can't be put together may be about anything. */
const stateOf = (id: string, { history, today }: PageLedger): SavedEntry['state'] => {
  const { value } = resolve(history, id);
  return value ? standingOf(value, history, today).state : 'affected';
};

/** The latest version of every saved scenario. */
export const scenariosOf = (ledger: PageLedger): SavedEntry[] =>
  savedScenarios(ledger.history).map(({ id, version, name, base, edits, savedOn }) => ({
    id,
    version,
    name,
    base,
    edits: edits.length,
    savedOn,
    state: stateOf(id, ledger),
  }));

const parentsOf = (lineage: readonly string[], { history }: PageLedger): SavedScenario['parents'] =>
  lineage
    .slice(1)
    .reverse()
    .flatMap((reference) => {
      const { value } = savedAt(history, reference);
      return value ? [{ reference, name: value.name, edits: value.edits }] : [];
    });

/** A saved scenario as the log has it: it can be read while the server is away. */
export const savedOf = (reference: string, ledger: PageLedger): SavedScenario | null => {
  const { history, today } = ledger;
  const { value: resolved } = resolve(history, reference);
  const { value: own } = savedAt(history, reference);
  if (!resolved || !own) return null;
  const { state, since } = standingOf(resolved, history, today);
  const { position: _, countsFrom: _from, savedAt: _at, ...told } = own;
  return {
    ...told,
    versions: versionsOf(history, own.id).map(({ version, name, savedOn }) => ({ version, name, savedOn })),
    parents: parentsOf(resolved.lineage, ledger),
    state,
    since: since.length,
    verdicts: verdictsOf(resolved, history, today),
  };
};
