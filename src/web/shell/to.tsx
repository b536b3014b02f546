/** An arrow from a number before to the one after: drawn, since a font may lack its letter. */
export const To = () => (
  <>
    <svg class="to" viewBox="0 0 14 10" aria-hidden="true">
      <path d="M0 5h12M8.5 1.5L12 5L8.5 8.5" />
    </svg>
    <span class="unseen"> to </span>
  </>
);
