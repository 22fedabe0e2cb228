import { createTheme } from '@mantine/core';

/** Deep teal for what acts, system fonts, square-ish corners. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: 8,
  colors: {
    teal: [
      '#eaf4f5',
      '#d3e6e9',
      '#a6ced4',
      '#75b3bd',
      '#4d9ba8',
      '#31899a',
      '#1f7a8c',
      '#126879',
      '#0b5664',
      '#06424e',
    ],
  },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  defaultRadius: 'sm',
  focusRing: 'auto',
  cursorType: 'pointer',
});
