/** Freezes: windows of time without deployments, once or weekly, each in its own time zone. */

import { ledgerNow } from './api.js';

export const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const LOCAL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

export function isWeekly(freeze) {
  return Array.isArray(freeze.days);
}

/** The name of a day of the week: "Friday". */
export function dayName(day) {
  return day[0] + day.slice(1).toLowerCase();
}

/** When a freeze is, without its time zone: "Friday, 16:00 to 23:59". */
export function when(freeze) {
  if (!isWeekly(freeze)) return `${localText(freeze.from)} to ${localText(freeze.until)}`;
  const days = list(DAYS.filter((day) => freeze.days.includes(day)).map(dayName));
  const [from, until] = [clock(freeze.from), clock(freeze.until)];
  const times = from === until ? `24 hours from ${from}` : `${from} to ${until}`;
  return `every ${days}, ${times}`;
}

/**
 * Whether a freeze is in force, upcoming or over, at a moment, now by the ledger's clock; undefined if this browser does not know its time zone. As
 * the ledger reads it: of a local time that occurs twice, it begins at the first and ends at the second; one that the
 * clocks skip stands for the moment of the change.
 */
export function stateOf(freeze, now = new Date(ledgerNow())) {
  const localOf = localClock(freeze.zone);
  if (!localOf) return undefined;
  const moment = now.getTime();
  const spans = (isWeekly(freeze) ? weekly(freeze, localOf(moment)) : [[local(minute(freeze.from)), local(minute(freeze.until))]]).map(([from, until]) => ({
    begin: Math.min(...momentsOf(from, localOf)),
    end: Math.max(...momentsOf(until, localOf)),
  }));
  if (spans.some(({ begin, end }) => begin <= moment && moment < end)) return 'in force';
  return isWeekly(freeze) || moment < spans[0].begin ? 'to come' : 'over';
}

/** The local beginnings and ends of those that begin yesterday, today or tomorrow: if the clocks go back over midnight, that one may have begun. */
function weekly(freeze, here) {
  const [from, until] = [clock(freeze.from), clock(freeze.until)];
  const today = Math.floor(here / DAY) * DAY;
  return [today - DAY, today, today + DAY]
    .filter((day) => freeze.days.includes(DAYS[(new Date(day).getUTCDay() + 6) % 7]))
    .map((day) => [day + timeOfDay(from), (until > from ? day : day + DAY) + timeOfDay(until)]);
}

/** The moments of a local time: one, or two as the clocks go back; the moment of the change if they skip it. */
function momentsOf(time, localOf) {
  const offsetAt = (moment) => localOf(moment) - moment;
  const [before, after] = [offsetAt(time - DAY), offsetAt(time + DAY)];
  const moments = [time - before, time - after].filter((moment) => localOf(moment) === time);
  if (moments.length) return moments;
  let [low, high] = [time - after, time - before];
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return [high];
}

/** The time zones that the browser knows, UTC first. */
export function zones() {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

/** "Tests", "Tests and SBOM", "Tests, SBOM and attestation". */
export function list(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/**
 * The clock of a time zone: a function from a moment to its local time, to the minute. Both are in milliseconds; the local
 * time is that of the moment at which it is the time in UTC. Undefined if this browser does not know the zone.
 */
function localClock(zone) {
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    return (moment) => {
      const parts = format.formatToParts(moment);
      const part = (type) => Number(parts.find((one) => one.type === type).value);
      return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
    };
  } catch {
    return undefined;
  }
}

function local(text) {
  return Date.parse(`${text}Z`);
}

function timeOfDay(time) {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE;
}

function localText(text) {
  return LOCAL.format(local(minute(text)));
}

function minute(local) {
  return local.slice(0, 16);
}

function clock(time) {
  return time.slice(0, 5);
}
