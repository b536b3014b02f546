import { choosePalette } from '../style/use-palette.js';
import { usePalette } from '../style/use-palette.js';
import { Link } from './link.js';
import { Clocks } from './clocks.js';
import { Connection } from './connection.js';
import { Navigation } from './navigation.js';
import { ViewSettings } from './view-settings.js';

const ThemeButton = () => {
  const { name } = usePalette();
  const other = name === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      class="quiet"
      aria-label={`Use ${other} colours`}
      onClick={() => choosePalette(other)}
    >
      {name === 'dark' ? '☀' : '☾'}
    </button>
  );
};

export const Header = () => {
  return (
    <header class="header">
      <div class="bar">
        <Link class="brand" step={{ screen: 'overview' }}>
          gigaledger
        </Link>
        <Navigation />
        <Connection />
        <ThemeButton />
      </div>
      <Clocks />
      <ViewSettings />
    </header>
  );
};
