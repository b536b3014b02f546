export interface Palette {
  name: 'light' | 'dark';
  /** One for each party, the rest are grey and labelled. */
  categories: readonly [string, string, string, string, string, string, string];
  /** The stages, from announced to energized. */
  stages: readonly [string, string, string, string, string, string];
  page: string;
  surface: string;
  text: string;
  quiet: string;
  line: string;
  other: string;
}

export const light: Palette = {
  name: 'light',
  categories: ['#A78B21', '#B84D70', '#3206BA', '#8B4DDF', '#536016', '#72166A', '#5A95C3'],
  stages: ['#86C5FA', '#56ACF0', '#3890D2', '#1174B4', '#075A8E', '#014069'],
  page: '#FFFFFF',
  surface: '#F5F7F9',
  text: '#14202B',
  quiet: '#4F5D6B',
  line: '#C9D1D9',
  other: '#6E7B88',
};

export const dark: Palette = {
  name: 'dark',
  categories: ['#56AFEF', '#2AFDEC', '#3C9121', '#9C5FF6', '#D5EB22', '#F0389A', '#E59E81'],
  stages: ['#014B79', '#09659F', '#2580C1', '#499FE3', '#71BFFF', '#B7DCFD'],
  page: '#0F1419',
  surface: '#182029',
  text: '#E6EDF3',
  quiet: '#9FB0C0',
  line: '#34414E',
  other: '#8494A3',
};

const stageSteps = ['announced', 'letter-of-intent', 'signed', 'financed', 'under-construction', 'energized'];

export interface Shade {
  colour: string;
  /** The two weakest steps are outlined in the strongest. */
  outline?: string;
}

export const stageShade = (stage: string, { stages }: Palette): Shade => {
  const step = stage === 'completed' ? 5 : stageSteps.indexOf(stage);
  return { colour: stages[step] ?? stages[0], ...(step < 2 && { outline: stages[5] }) };
};
