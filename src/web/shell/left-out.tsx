import type { Place } from '../place/place.js';

interface Props {
  dropped: readonly string[];
  place: Place;
  leaveOut(settings: Place['settings']): void;
}

/** Says what the address asks for and no screen can show, in one line. */
export const LeftOut = ({ dropped, place, leaveOut }: Props) =>
  dropped.length === 0 ? null : (
    <div class="away-bar" role="alert">
      <span>Left out, because it cannot be read here: {dropped.join(', ')}.</span>
      <button type="button" onClick={() => leaveOut(place.settings)}>
        Take it out of the address
      </button>
    </div>
  );
