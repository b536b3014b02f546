const paths = {
  back: 'M7.5 2L3.5 6l4 4',
  forward: 'M4.5 2l4 4l-4 4',
  up: 'M2 8l4-4l4 4',
  down: 'M2 4l4 4l4-4',
  close: 'M2.5 2.5l7 7M9.5 2.5l-7 7',
  to: 'M0 6h11.5M7.5 2.5L11.5 6L7.5 9.5',
} as const;

/** A sign as a stroke: a font may lack its letter, and would leave a blank. Whoever does not see it is told by words. */
export const Sign = ({ of }: { of: keyof typeof paths }) => (
  <svg class="stroke" viewBox="0 0 12 12" aria-hidden="true">
    <path d={paths[of]} />
  </svg>
);

/** From a number before to the one after. */
export const To = () => (
  <>
    <Sign of="to" />
    <span class="unseen"> to </span>
  </>
);
