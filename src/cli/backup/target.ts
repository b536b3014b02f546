import { reasonOf } from '../../../events/kit/reason.js';
import { openStore } from '../../open-store.js';
import { lastCommonPosition } from '../../store/common-history.js';
import type { EventStore } from '../../store/store.js';

/** How the ledger stands into which a backup is to be brought back. */
export interface TargetState {
  /** How many of its events the backup has not. */
  loss: number;
  /** What is broken in it. */
  fault?: string;
}

const faultIn = async (store: EventStore): Promise<string | undefined> => {
  const [first] = (await store.verify()).faults;
  return first && `${first.position > 0 ? `position ${first.position}: ` : ''}${first.detail}`;
};

const compare = async (backup: EventStore, target: EventStore): Promise<TargetState> => {
  const [{ position }, fault] = [await target.head(), await faultIn(target)];
  const loss = position - (await lastCommonPosition(backup, target));
  return { loss, ...(fault !== undefined && { fault }) };
};

/** Of a file that can't even be opened nothing can be told; what is in it is lost already. */
export const compareWithTarget = async (draft: string, address: string): Promise<TargetState> => {
  const backup = await openStore(`sqlite:${draft}`);
  try {
    const target = await openStore(address);
    return await compare(backup, target).finally(() => target.close());
  } catch (error) {
    if (!address.startsWith('sqlite:')) throw error;
    return { loss: 0, fault: reasonOf(error) };
  } finally {
    await backup.close();
  }
};
