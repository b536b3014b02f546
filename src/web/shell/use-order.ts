import { useEffect, useRef, useState } from 'preact/hooks';

export interface HeldOrder<Order> {
  /** Takes an order; while one is held or carried out another one is not taken. */
  take(order: Order): void;
  isWaiting: boolean;
}

/**
 * Whoever types faster than the page answers: an order is held until all that was typed has been read, and carried out
 * with what it was read as by then; one at a time, so that nothing is sent twice.
 */
export const useOrder = <Order>(
  isSettled: boolean,
  carryOut: (order: Order) => Promise<void>,
): HeldOrder<Order> => {
  const [held, setHeld] = useState<{ order: Order }>();
  const isBusy = useRef(false);
  useEffect(() => {
    if (!held || !isSettled || isBusy.current) return;
    isBusy.current = true;
    void carryOut(held.order).finally(() => {
      isBusy.current = false;
      setHeld(undefined);
    });
  }, [held, isSettled]);
  return { take: (order) => held ?? setHeld({ order }), isWaiting: held !== undefined };
};
