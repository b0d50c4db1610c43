/** Moments and durations in words, in the reader's time zone, by the ledger's clock. */

import { ledgerNow } from './api.js';
import { element } from './dom.js';

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const ABSOLUTE = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const DAY_AND_YEAR = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const DATE_AND_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const UNITS = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Infinity],
];

/** How far the ledger's time, which is known to the second below, may be behind it: what has just happened is not in the future. */
const CLOCK_SECONDS = 1;

/** A moment relative to now: "3 minutes ago". */
export function relative(instant, now = ledgerNow()) {
  let amount = (instant - now) / 1000;
  if (amount >= -0.5 && amount < CLOCK_SECONDS + 0.5) return 'now';
  for (const [unit, size] of UNITS) {
    if (Math.abs(Math.round(amount)) < size) return RELATIVE.format(Math.round(amount), unit);
    amount /= size;
  }
  return '';
}

/** A relative time; the exact moment is in the tooltip. */
export function time(instant) {
  const date = new Date(instant);
  return element('time', { datetime: instant, title: ABSOLUTE.format(date), class: 'fact' }, relative(date));
}

/** The exact moment, and the relative time: for pages that must show it without a pointer. */
export function fullTime(instant) {
  return element('span', {}, absolute(new Date(instant)), ' ', element('span', { class: 'subtle ago' }, '(', time(instant), ')'));
}

/** The time of day, for recent events: "12:00:03". */
export function clockTime(instant) {
  const date = new Date(instant);
  return element('time', { datetime: instant, title: ABSOLUTE.format(date) }, CLOCK.format(date));
}

export function absolute(date) {
  return ABSOLUTE.format(date);
}

/** The day of a moment: "Today", "Yesterday", otherwise its name and date. */
export function day(instant, today = new Date(ledgerNow())) {
  const date = new Date(instant);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return 'Today';
  if (date.toDateString() === yesterday.toDateString()) return 'Yesterday';
  return (date.getFullYear() === today.getFullYear() ? DAY : DAY_AND_YEAR).format(date);
}

/** The day of a moment, without the year. */
export const dayAndMonth = (time) => DATE.format(new Date(time));

/** The days of a period, its end excluded: its only day, or its first and last. */
export function days({ from, until }) {
  const first = new Date(from);
  const last = new Date(new Date(until).getTime() - 1);
  if (first.toDateString() === last.toDateString()) return DATE_AND_YEAR.format(first);
  return `${dayAndMonth(first)} – ${DATE_AND_YEAR.format(last)}`;
}

/** The window's event every half minute, for everything that depends on the time. */
export const TICK = 'tick';

/** Keeps every `time()` on the page current, and fires the tick event. */
export function keepTimesFresh() {
  setInterval(() => {
    for (const node of document.querySelectorAll('time.fact')) node.textContent = relative(new Date(node.dateTime));
    dispatchEvent(new Event(TICK));
  }, 30_000);
}

/** The duration between two instants: "3 min 12 s". */
export function duration(from, to) {
  return length((new Date(to) - new Date(from)) / 1000);
}

/** A number of seconds in at most two units: "3 min 12 s". */
export function length(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3_600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first < 0) return 'under 1 s';
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}
