/** How wide a picture may be, in pixels, and is when nobody says. */
export const widths = { least: 320, most: 2_400, usual: 800 } as const;
