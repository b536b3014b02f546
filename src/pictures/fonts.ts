import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/**
 * Brought along, so that a picture is the same on every machine: Inter, and DejaVu for the signs that Inter lacks. The
 * page has a part of the same letters (src/web/fonts, made by tests/golden/fonts.spec.ts).
 */
export const fontFiles: readonly string[] = [
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
].map((file) => resolve(file));

export const fontFamily = 'Inter';
