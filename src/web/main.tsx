import { render } from 'preact';
import { App } from './shell/app.js';

render(<App />, document.querySelector('#page')!);
// The page draws first.
setTimeout(() => void import('./shell/condition.js').then((condition) => condition.watch()), 1_000);
