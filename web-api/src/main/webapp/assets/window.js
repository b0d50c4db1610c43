/** The choice of what is measured: service, environment and a window of time; all in the page's address. */

import { Problem, apiPath, ledgerNow, read } from './api.js';

export const PRESETS = [
  ['7', '7 days'],
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', '1 year'],
];
export const OWN = 'own';

const DEFAULT_DAYS = '90';
/** The longest window that the API accepts, in calendar days. */
const MOST_DAYS = 400;
const DAY_MILLISECONDS = 86_400_000;
const FORM = /^\d{4}-\d\d-\d\d$/;

/** The choice in an address's query; invalid values are ignored. */
export function choiceFrom(search) {
  const query = new URLSearchParams(search);
  const given = (name) => query.get(name) ?? '';
  const own = [given('from'), given('until')];
  const isOwn = own.every((day) => FORM.test(day) && !Number.isNaN(startOf(day).getTime()));
  const days = PRESETS.some(([preset]) => preset === given('days')) ? given('days') : DEFAULT_DAYS;
  return {
    service: given('service'),
    environment: given('environment'),
    days: isOwn ? OWN : days,
    from: isOwn ? own[0] : '',
    until: isOwn ? own[1] : '',
    rows: given('rows'),
    isWhole: given('whole') === 'true',
  };
}

/** The page's address for a choice. */
export function address(choice) {
  const query = new URLSearchParams();
  for (const name of ['service', 'environment']) if (choice[name]) query.set(name, choice[name]);
  if (choice.days === OWN) {
    query.set('from', choice.from);
    query.set('until', choice.until);
  } else if (choice.days !== DEFAULT_DAYS) query.set('days', choice.days);
  if (choice.rows) query.set('rows', choice.rows);
  if (choice.rows && choice.isWhole) query.set('whole', 'true');
  return query.size ? `/delivery/?${query}` : '/delivery/';
}

/** The window's two ends in the reader's time zone: whole days; the last is today or the last day chosen. */
export function spanOf(choice, now = new Date(ledgerNow())) {
  if (choice.days === OWN) {
    const end = after(startOf(choice.until), 1);
    return { from: startOf(choice.from), until: end > now ? now : end };
  }
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  return { from: after(today, 1 - Number(choice.days)), until: now };
}

/** A choice and a window as API parameters; days are in the reader's time zone. */
export function parametersOf({ service, environment }, { from, until }) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { service, environment, from: from.toISOString(), until: until.toISOString(), zone };
}

/** Reads a resource with such parameters; with the days of UTC where the ledger's Java lacks the reader's zone, as an older one does. */
export async function readMeasured(resource, parameters, signal) {
  try {
    return await read(apiPath(resource, parameters), signal);
  } catch (error) {
    if (!(error instanceof Problem && error.errors.some(({ field }) => field === 'zone'))) throw error;
    return read(apiPath(resource, { ...parameters, zone: 'UTC' }), signal);
  }
}

/** The preceding window of the same length. */
export function before({ from, until }) {
  const days = Math.max(1, Math.round((until - from) / DAY_MILLISECONDS));
  return { from: after(from, -days), until: from };
}

/** Why two chosen days are not a valid window, or undefined. */
export function flawOf(from, until, now = new Date(ledgerNow())) {
  if (!FORM.test(from) || !FORM.test(until)) return 'Choose the first and the last day.';
  if (startOf(from) > startOf(until)) return 'The first day must not be after the last.';
  if (startOf(from) > now) return 'The first day must not be in the future.';
  if (startOf(until) >= after(startOf(from), MOST_DAYS)) return `At most ${MOST_DAYS} days can be measured at once.`;
  return undefined;
}

/** A day in the format of the address and of date fields. */
export function dayText(date) {
  const two = (number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function startOf(day) {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

function after(date, days) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
}
