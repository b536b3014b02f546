import { render } from 'preact';
import { copiedOn } from './copied.js';
import { App } from './shell/app.js';
import { keepNumbersWhole } from './unbroken.js';

keepNumbersWhole();
render(<App />, document.querySelector('#page')!);
// The page draws first.
if (!copiedOn)
  setTimeout(() => void import('./shell/condition.js').then((condition) => condition.watch()), 1_000);
