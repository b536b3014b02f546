declare module 'subset-font' {
  /** A font with these letters alone. */
  const subsetFont: (
    font: Buffer,
    letters: string,
    options: { targetFormat: 'woff2'; keepFeatures: string[] },
  ) => Promise<Buffer>;
  export default subsetFont;
}
