/** The pages' icons. Each accompanies a text that says the same, so all are hidden from screen readers. */

const SVG = 'http://www.w3.org/2000/svg';
const RING = 'M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5';
const PATHS = {
  succeeded: [RING, 'M5.25 8.25l2 2l3.5-4'],
  failed: [RING, 'M5.75 5.75l4.5 4.5M10.25 5.75l-4.5 4.5'],
  gone: [RING, 'M5 8h6'],
  rollback: ['M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6', 'M5.75 3.5l-3 3l3 3'],
  waiting: [RING, 'M8 4.75V8l2.25 1.5'],
  underway: ['M8 13.5V3', 'M3.75 7L8 2.75L12.25 7'],
  warning: ['M8 2.25l6.25 11.25H1.75z', 'M8 6.5v3.25M8 11.5v.25'],
  arrow: ['M2.5 8h10.5', 'M9.25 4.25L13 8l-3.75 3.75'],
  copy: ['M5.75 5.75h7.5v7.5h-7.5z', 'M10.25 5.5V2.75h-7.5v7.5H5.5'],
  file: ['M3.75 1.75h5l3.5 3.5v9h-8.5z', 'M8.75 1.75v3.5h3.5'],
  gap: ['M2 8h3.5M10.5 8H14', 'M7.25 4.5l-1 7M9.75 4.5l-1 7'],
};

/** An icon by its name, as large as the adjacent text. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [key, value] of Object.entries({ class: `icon icon-${name}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' })) {
    svg.setAttribute(key, value);
  }
  for (const d of PATHS[name]) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}
