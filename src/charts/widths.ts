/** How wide a picture may be, in pixels, and is when nobody says. */
export const widths = { least: 320, most: 2_400, usual: 800 } as const;

/** Below it there is no room for words beside what is drawn, in pixels. */
export const narrowWidth = 560;
