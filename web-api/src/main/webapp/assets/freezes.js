/** Freezes: windows of time without deployments, once or weekly, each in its own time zone. */

export const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

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

/** Whether a freeze is in force, upcoming or over, at a moment; undefined if this browser does not know its time zone. */
export function stateOf(freeze, now = new Date()) {
  const here = inZone(now, freeze.zone);
  if (!here) return undefined;
  if (!isWeekly(freeze)) {
    if (here.text < minute(freeze.from)) return 'to come';
    return here.text < minute(freeze.until) ? 'in force' : 'over';
  }
  const [from, until] = [clock(freeze.from), clock(freeze.until)];
  const isOn = (day) => freeze.days.includes(day);
  if (from < until) return isOn(here.day) && here.clock >= from && here.clock < until ? 'in force' : 'to come';
  // Over midnight, or 24 hours: the part before midnight belongs to the day named, the part after it to the next.
  const yesterday = DAYS[(DAYS.indexOf(here.day) + 6) % 7];
  return (isOn(here.day) && here.clock >= from) || (isOn(yesterday) && here.clock < until) ? 'in force' : 'to come';
}

/** The time zones that the browser knows, UTC first. */
export function zones() {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

/** "Tests", "Tests and SBOM", "Tests, SBOM and attestation". */
export function list(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function inZone(moment, zone) {
  try {
    const parts = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'long',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).formatToParts(moment);
    const part = (type) => parts.find((one) => one.type === type).value;
    const time = `${part('hour')}:${part('minute')}`;
    return { day: part('weekday').toUpperCase(), clock: time, text: `${part('year')}-${part('month')}-${part('day')}T${time}` };
  } catch {
    return undefined;
  }
}

function localText(local) {
  return LOCAL.format(new Date(`${minute(local)}Z`));
}

function minute(local) {
  return local.slice(0, 16);
}

function clock(time) {
  return time.slice(0, 5);
}
