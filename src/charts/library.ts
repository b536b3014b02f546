import { CustomChart } from 'echarts/charts';
import { GridSimpleComponent } from 'echarts/components';
import { init, setPlatformAPI, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { lineWidth } from './letters.js';

use([CustomChart, GridSimpleComponent, SVGRenderer]);

const sizeOf = (font: string | undefined): number => Number(/(\d+(?:\.\d+)?)px/.exec(font ?? '')?.[1] ?? 12);

// A server has no fonts to measure with; measured the same way everywhere, a chart is the same everywhere.
setPlatformAPI({
  measureText: (text, font) => ({ width: lineWidth(text, sizeOf(font), /^(?:600|bold)/.test(font ?? '')) }),
});

export { init };
export type { EChartsType } from 'echarts/core';
