/** One chart over time: bars or a line, drawn by uPlot on a canvas, readable by mouse, touch or arrow keys, and as a table. */

import uPlot from './uplot/uPlot.esm.js';
import { cell, element, row, rowHeading, table } from './dom.js';
import { dayAndMonth, days } from './time.js';

const HEIGHT_PIXELS = 160;
const LABEL_PIXELS = 64;
const dark = matchMedia('(prefers-color-scheme: dark)');

/**
 * A figure of `series`, the buckets; `chart` is a measure's. `show` draws it once it is in the page; `destroy` frees
 * its resources. Lines without any value are omitted.
 */
export function chartOf(title, chart, series) {
  const drawn = chart.lines
    .map(([name, valueOf]) => ({ name, values: series.map(valueOf) }))
    .filter(({ values }) => values.some((value) => value !== null));
  const canvas = element('div', {
    class: 'chart',
    role: 'img',
    tabindex: '0',
    'aria-label': `${title}: chart. Left and right arrow keys read it out; the table below holds the same.`,
  });
  const readout = element('p', { class: 'readout', role: 'status' }, ...legend(drawn));
  const node = element('div', { class: 'plot' }, canvas, readout, asTable(title, chart, series, drawn));
  let plot;
  const draw = () => {
    plot?.destroy();
    plot = new uPlot(options(chart, canvas, series, drawn, onCursor), [series.map(middle), ...drawn.map(({ values }) => values)], canvas);
  };
  const resized = new ResizeObserver(() => plot?.setSize({ width: canvas.clientWidth, height: HEIGHT_PIXELS }));

  function onCursor(index) {
    readout.replaceChildren(...(index === undefined ? legend(drawn) : [sentence(chart, series[index], drawn, index)]));
  }

  function onKey(event) {
    const last = series.length - 1;
    const here = plot.cursor.idx;
    const there = { ArrowLeft: (here ?? last + 1) - 1, ArrowRight: (here ?? -1) + 1, Home: 0, End: last, Escape: -1 }[event.key];
    if (there === undefined) return;
    event.preventDefault();
    if (event.key === 'Escape') plot.setCursor({ left: -10, top: -10 });
    else plot.setCursor({ left: plot.valToPos(middle(series[Math.min(last, Math.max(0, there))]), 'x'), top: HEIGHT_PIXELS / 4 });
  }

  canvas.addEventListener('keydown', onKey);
  canvas.addEventListener('blur', () => plot.setCursor({ left: -10, top: -10 }));
  return {
    node,
    show() {
      draw();
      resized.observe(canvas);
      dark.addEventListener('change', redrawSoon);
    },
    destroy() {
      resized.disconnect();
      dark.removeEventListener('change', redrawSoon);
      plot?.destroy();
    },
  };

  // After the scheme's class is set: its listener receives the same change.
  function redrawSoon() {
    requestAnimationFrame(draw);
  }
}

function legend(drawn) {
  return drawn.map(({ name }, i) => element('span', { class: 'key' }, element('span', { class: `swatch swatch-${i + 1}`, 'aria-hidden': 'true' }), name));
}

function sentence(chart, bucket, drawn, index) {
  const texts = drawn
    .filter(({ values }) => values[index] !== null)
    .map(({ name, values }) => [chart.say(values[index], bucket), ...(drawn.length > 1 ? [name] : [])].join(' '));
  return `${days(bucket)}: ${texts.join(', ') || 'nothing to measure'}`;
}

function middle({ from, until }) {
  return (new Date(from).getTime() + new Date(until).getTime()) / 2000;
}

function options(chart, canvas, series, drawn, onCursor) {
  const style = getComputedStyle(canvas);
  const colour = (name) => style.getPropertyValue(name).trim();
  const lines = [colour('--chart-line'), colour('--chart-second')];
  const isBars = chart.kind === 'bars';
  const half = (new Date(series[0].until) - new Date(series[0].from)) / 2000;
  const axis = { stroke: colour('--chart-text'), font: `12px ${style.fontFamily}`, ticks: { show: false } };
  return {
    width: canvas.clientWidth,
    height: HEIGHT_PIXELS,
    legend: { show: false },
    padding: [8, 20, 0, 0],
    scales: { x: { range: (_, min, max) => [min - half, max + half] }, y: { range: (_, __, max) => [0, top(chart, max)] } },
    series: [
      {},
      ...drawn.map((_, i) => ({
        stroke: lines[i],
        fill: isBars ? colour('--chart-fill') : undefined,
        width: isBars ? 1 : 2,
        dash: i ? [6, 4] : undefined,
        paths: isBars ? uPlot.paths.bars({ size: [0.7, 28], radius: 0.15 }) : undefined,
        points: { show: !isBars, size: 7, fill: lines[i] },
        spanGaps: true,
      })),
    ],
    axes: [
      {
        ...axis,
        size: 28,
        grid: { show: false },
        splits: (plot) => labelled(series, plot.bbox.width / devicePixelRatio),
        values: (_, splits) => splits.map((second) => dayAndMonth(series.find((bucket) => middle(bucket) === second).from)),
      },
      {
        ...axis,
        size: 52,
        space: 36,
        grid: { stroke: colour('--chart-grid'), width: 1 },
        incrs: chart.steps ?? (chart.isRatio ? [0.05, 0.1, 0.25, 0.5, 1] : [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]),
        values: (_, splits) => splits.map(chart.axis),
      },
    ],
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 9, fill: (_, i) => lines[i - 1], stroke: colour('--chart-ground'), width: 2 },
    },
    hooks: { setCursor: [(plot) => onCursor(plot.cursor.idx ?? undefined)] },
  };
}

/** The middles of as many evenly spaced buckets, the last included, as have room for their dates. */
function labelled(series, widthPixels) {
  const step = Math.ceil((series.length * LABEL_PIXELS) / widthPixels) || 1;
  return series.filter((_, i) => (series.length - 1 - i) % step === 0).map(middle);
}

/** The axis' upper end: a little above the highest value, and positive even if all values are 0. */
function top(chart, max) {
  if (chart.isRatio) return Math.min(1, Math.max(0.1, max * 1.1));
  return max > 0 ? max * 1.1 : 1;
}

function asTable(title, chart, series, drawn) {
  const { node, body } = table(title, ['When', ...drawn.map(({ name }) => name)]);
  const format = (value, bucket) => (value === null ? '–' : chart.say(value, bucket));
  body.append(
    ...series.map((bucket, i) =>
      row(rowHeading('When', days(bucket)), ...drawn.map(({ name, values }) => cell(name, format(values[i], bucket)))),
    ),
  );
  const region = element('div', { class: 'panel scrolls', tabindex: '0', role: 'region', 'aria-label': `${title}, as a table` }, node);
  return element('details', { class: 'as-table' }, element('summary', {}, 'As a table'), region);
}
