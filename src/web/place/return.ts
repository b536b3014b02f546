/** Where a reader was on a screen: kept with its entry in the history of the browser. */
interface LeftAt {
  top: number;
  /** What had the focus: its tag, its words, and which of those that say the same. */
  focus?: readonly [tag: string, words: string, index: number];
}

const alike = (tag: string, words: string): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(tag)].filter(({ textContent }) => textContent === words);

const focusNow = (): LeftAt['focus'] => {
  const { activeElement: element } = document;
  if (!(element instanceof HTMLElement) || element === document.body) return undefined;
  const [tag, words] = [element.tagName, element.textContent];
  return [tag, words, alike(tag, words).indexOf(element)];
};

/** Remembers where the reader is before another place is shown. */
export const rememberPlace = (): void => {
  const focus = focusNow();
  const left: LeftAt = { top: scrollY, ...(focus && { focus }) };
  history.replaceState(left, '');
};

/** So long a screen may take to be as long as it was. */
const patienceMs = 3_000;

/** Whether the screen is drawn as far down as the reader was. */
const isThere = ({ top }: LeftAt): boolean =>
  !document.querySelector('main [aria-busy="true"], .canvas:not(:has(svg))') &&
  document.documentElement.scrollHeight >= top + innerHeight;

const put = ({ top, focus }: LeftAt): void => {
  const element = focus && alike(focus[0], focus[1])[focus[2]];
  element?.focus({ preventScroll: true });
  scrollTo(0, top);
};

let returning: AbortController | undefined;

/** Goes back to where the reader was, once the screen is drawn so far; a hand that scrolls meanwhile wins. */
export const returnTo = (state: unknown): void => {
  returning?.abort();
  const left = state as LeftAt | null;
  if (typeof left?.top !== 'number') return;
  const { signal } = (returning = new AbortController());
  for (const hand of ['wheel', 'pointerdown', 'keydown'])
    addEventListener(hand, () => returning?.abort(), { signal, once: true });
  const until = performance.now() + patienceMs;
  const look = (): void => {
    if (signal.aborted) return;
    if (!isThere(left) && performance.now() < until) return void requestAnimationFrame(look);
    put(left);
    returning?.abort();
  };
  requestAnimationFrame(look);
};
