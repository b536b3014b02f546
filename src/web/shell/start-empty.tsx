import { Copy } from './copy.js';

const emptyCommand = 'npx gigaledger serve --empty --store sqlite:mine.db';

/** What is recorded stays recorded, so that starting empty means another store and never a button that deletes. */
export const StartEmpty = () => (
  <div class="start-empty">
    <p>
      Nothing is deleted here: a ledger keeps what it was told. This starts one of your own, in a file beside
      it, with nothing in it; <code>STORE_URL</code> and <code>PUBLIC_RECORD=off</code> say the same to{' '}
      <code>npm start</code>.
    </p>
    <p>
      <code>{emptyCommand}</code>
    </p>
    <Copy text={emptyCommand} says="Copy the command" />
  </div>
);
