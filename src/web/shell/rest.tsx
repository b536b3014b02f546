import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { SideProps } from '../place/place.js';
import { PatienceContext } from '../worker/patience.js';

/** So long nothing must have moved. */
const restMs = 120;

/** A reading that follows the clocks once they rest. */
const useRested = (props: SideProps): { rested: SideProps; isBehind: boolean } => {
  const [rested, setRested] = useState(props);
  const [wanted, shown] = [props, rested].map(({ cut }) => JSON.stringify(cut));
  useEffect(() => {
    if (wanted === shown) return undefined;
    const timer = setTimeout(() => setRested(props), restMs);
    return () => clearTimeout(timer);
  }, [wanted, shown]);
  // What stands still is not rendered anew with every pixel.
  const still = useMemo(() => ({ ...props, cut: rested.cut }), [props.side, shown]);
  return { rested: still, isBehind: wanted !== shown };
};

interface RestProps {
  reading: SideProps;
  children(rested: SideProps): ComponentChildren;
}

/** What need not follow every pixel of a slider: it catches up when the hand rests, so that the charts above do. */
export const Rest = ({ reading, children }: RestProps) => {
  const { rested, isBehind } = useRested(reading);
  const content = useMemo(() => children(rested), [rested]);
  return (
    <div class={isBehind ? 'rest stack old' : 'rest stack'} aria-busy={isBehind}>
      <PatienceContext.Provider value={true}>{content}</PatienceContext.Provider>
    </div>
  );
};
