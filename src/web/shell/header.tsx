import { Clocks } from './clocks.js';
import { Connection } from './connection.js';
import { Link } from './link.js';
import { loadLater } from './later.js';
import { Navigation } from './navigation.js';

const ViewSettings = loadLater(async () => (await import('./view-settings.js')).ViewSettings);

/** Where one is, what time it is there, and everything else behind one button. */
export const Header = () => (
  <header class="header">
    <Link class="brand" step={{ screen: 'overview' }}>
      gigaledger
    </Link>
    <Navigation />
    <Clocks />
    <details class="more">
      <summary>View</summary>
      <ViewSettings />
    </details>
    <Connection />
  </header>
);
