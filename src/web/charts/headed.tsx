import type { Defined } from '../../charts/words/definitions.js';
import { loadLater } from '../shell/later.js';

const WhatIsThis = loadLater(
  async () => (await import('./what-is-this.js')).WhatIsThis,
  <span class="what" aria-busy="true" />,
);

interface HeadedProps {
  title: string;
  as: Defined | undefined;
  id?: string;
  exactly?: string | undefined;
}

/** The title of a figure or a table, with what it is for whoever asks. */
export const Headed = ({ id, ...what }: HeadedProps) => (
  <div class="head">
    <h2 id={id}>{what.title}</h2>
    {what.as && <WhatIsThis {...what} as={what.as} />}
  </div>
);
