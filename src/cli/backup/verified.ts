import { openStore } from '../../open-store.js';
import type { Head } from '../../store/store.js';
import { Stop } from '../failure.js';

/** Where the log in the file ends, once every page, hash and revision of it was checked. Throws Stop. */
export const verifiedHead = async (file: string): Promise<Head> => {
  const store = await openStore(`sqlite:${file}`);
  try {
    const { ok, position, hash, faults } = await store.verify();
    if (ok) return { position, hash };
    const [first] = faults;
    throw new Stop(
      'checkFailed',
      `The copy is not sound: ${first?.position ? `position ${first.position}: ` : ''}${first?.detail}. \`gigaledger verify\` says whether the ledger is.`,
    );
  } finally {
    await store.close();
  }
};
