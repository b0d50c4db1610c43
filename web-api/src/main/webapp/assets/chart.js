/** One chart over time: bars or a line, drawn by uPlot on a canvas, read out by mouse, touch or arrow keys, and as a table. */

import uPlot from './uplot/uPlot.esm.js';
import { cell, element, row, rowHeading, table } from './dom.js';

const HEIGHT_PIXELS = 160;
const DAY_MILLISECONDS = 86_400_000;
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const DATE_AND_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const dark = matchMedia('(prefers-color-scheme: dark)');

/** What a bucket is called: its day, or its first and last day. */
export function bucketName({ from, until }) {
  const first = new Date(from);
  const last = new Date(new Date(until).getTime() - 1);
  if (last - first < DAY_MILLISECONDS) return DATE_AND_YEAR.format(first);
  return `${DATE.format(first)} – ${DATE_AND_YEAR.format(last)}`;
}

/**
 * Draws `series` into a new figure. `chart` is a measure's: kind, unit, value, axis, say. The figure's `show` draws it
 * once it is in the page; `destroy` lets go of what it holds.
 */
export function chartOf(title, chart, series) {
  const values = series.map(chart.value);
  const canvas = element('div', {
    class: 'chart',
    role: 'img',
    tabindex: '0',
    'aria-label': `${title}: chart. Left and right arrow keys read it out; the table below holds the same.`,
  });
  const readout = element('p', { class: 'readout', role: 'status' }, chart.unit);
  const node = element('div', { class: 'plot' }, canvas, readout, asTable(title, chart, series, values));
  let plot;
  const draw = () => {
    plot?.destroy();
    plot = new uPlot(options(chart, canvas, series, onCursor), data(series, values), canvas);
  };
  const resized = new ResizeObserver(() => plot?.setSize({ width: canvas.clientWidth, height: HEIGHT_PIXELS }));

  function onCursor(index) {
    readout.textContent = index === undefined ? chart.unit : sentence(chart, series[index], values[index]);
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

  // After the class of the scheme has been set, which hears of the same change.
  function redrawSoon() {
    requestAnimationFrame(draw);
  }
}

function sentence(chart, bucket, value) {
  return `${bucketName(bucket)}: ${value === null ? 'nothing to measure' : chart.say(value, bucket)}`;
}

function middle({ from, until }) {
  return (new Date(from).getTime() + new Date(until).getTime()) / 2000;
}

function data(series, values) {
  return [series.map(middle), values];
}

function options(chart, canvas, series, onCursor) {
  const style = getComputedStyle(canvas);
  const colour = (name) => style.getPropertyValue(name).trim();
  const line = colour('--chart-line');
  const isBars = chart.kind === 'bars';
  const half = (new Date(series[0].until) - new Date(series[0].from)) / 2000;
  const axis = { stroke: colour('--chart-text'), font: `12px ${style.fontFamily}`, ticks: { show: false } };
  return {
    width: canvas.clientWidth,
    height: HEIGHT_PIXELS,
    legend: { show: false },
    padding: [8, 8, 0, 0],
    scales: { x: { range: (_, min, max) => [min - half, max + half] }, y: { range: (_, __, max) => [0, top(chart, max)] } },
    series: [
      {},
      {
        stroke: line,
        fill: isBars ? colour('--chart-fill') : undefined,
        width: isBars ? 1 : 2,
        paths: isBars ? uPlot.paths.bars({ size: [0.7, 28], radius: 0.15 }) : undefined,
        points: { show: !isBars, size: 7, fill: line },
        spanGaps: true,
      },
    ],
    axes: [
      { ...axis, size: 28, grid: { show: false }, space: 70, values: (_, splits) => splits.map((second) => DATE.format(second * 1000)), incrs: [1, 7, 14, 28, 56, 91].map((days) => days * 86_400) },
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
      points: { size: 9, fill: line, stroke: colour('--chart-ground'), width: 2 },
    },
    hooks: { setCursor: [(plot) => onCursor(plot.cursor.idx ?? undefined)] },
  };
}

/** The axis' upper end: a little above the highest value, and something even where all are nought. */
function top(chart, max) {
  if (chart.isRatio) return Math.min(1, Math.max(0.1, max * 1.1));
  return max > 0 ? max * 1.1 : 1;
}

function asTable(title, chart, series, values) {
  const { node, body } = table(title, ['When', chart.unit]);
  body.append(
    ...series.map((bucket, i) =>
      row(rowHeading('When', bucketName(bucket)), cell(chart.unit, values[i] === null ? '–' : chart.say(values[i], bucket))),
    ),
  );
  return element('details', { class: 'as-table' }, element('summary', {}, 'As a table'), element('div', { class: 'panel scrolls', tabindex: '0', role: 'region', 'aria-label': `${title}, as a table` }, node));
}
