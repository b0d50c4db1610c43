/** The list of deployments: filtered by the page's address, updated live, extended on demand. */

import { setAddress } from './address.js';
import { apiPath, ledgerNow, read } from './api.js';
import { announce, button, element, empty, settle } from './dom.js';
import { address, choice, fillIn, filtersFrom, follow, isFiltered, offer, typed } from './filters.js';
import { offerNext } from './paging.js';
import { busy, inTurn, problemIn, quietly } from './region.js';
import { guarded } from './session.js';
import { TICK } from './time.js';
import { timeline } from './timeline.js';
import { CHANNELS, OPERATIONS, OUTCOMES, count, whoOf } from './words.js';

const FILTERS = ['search', 'service', 'environment', 'channel', 'outcome', 'operation', 'actor', 'when', 'from', 'until'];
const PERIODS = { day: ['Last 24 hours', 1], week: ['Last 7 days', 7], month: ['Last 30 days', 30], between: ['Between two days'] };
const DAY_MILLISECONDS = 86_400_000;
const MINUTE_MILLISECONDS = 60_000;
const A_PAGE = 20;

/** The API parameters of these filters. Days are in the reader's time zone; the last one is included. */
export function parametersOf({ when, from, until, ...others }) {
  const days = PERIODS[when]?.[1];
  if (days) return { ...others, from: localText(new Date(ledgerNow() - days * DAY_MILLISECONDS)) };
  if (when !== 'between') return others;
  return { ...others, from: midnight(from, 0), until: midnight(until, 1) };
}

function midnight(date, daysLater) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)?.slice(1).map(Number);
  return parts ? localText(new Date(parts[0], parts[1] - 1, parts[2] + daysLater)) : '';
}

/** A moment with the reader's offset from UTC: an export is named by the days of its period. */
function localText(date) {
  const offset = -date.getTimezoneOffset();
  const clock = new Date(date.getTime() + offset * MINUTE_MILLISECONDS).toISOString().slice(0, -1);
  const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => `${part}`.padStart(2, '0'));
  return `${clock}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

/** Puts the list and its filters into the page. */
export function deploymentList({ form, region, more, heading, exports, exportPath }) {
  let filters = filtersFrom(location.search, FILTERS);
  let places = { services: [], environments: [] };
  let reading = new AbortController();
  let shown = new Map();
  let lines = timeline();
  let next = null;
  let isStale = false;
  let today = new Date(ledgerNow()).toDateString();

  const path = () => apiPath('deployments', { ...parametersOf(filters), limit: A_PAGE });

  function drawFilters(isTyping) {
    offer(form, 'service', places.services.map(({ name, title }) => [name, title]), filters.service);
    offer(form, 'environment', places.environments.map(({ name, title }) => [name, title]), filters.environment);
    offer(form, 'channel', Object.entries(CHANNELS), filters.channel);
    offer(form, 'outcome', Object.entries(OUTCOMES), filters.outcome);
    offer(form, 'operation', Object.entries(OPERATIONS), filters.operation);
    offer(form, 'when', Object.entries(PERIODS).map(([name, [text]]) => [name, text]), filters.when, 'Any time');
    fillIn(form, filters, isTyping);
    const isBetween = filters.when === 'between';
    for (const name of ['from', 'until']) {
      form.elements[name].disabled = !isBetween;
      form.elements[name].closest('.filter').hidden = !isBetween;
    }
    clear.hidden = !isFiltered(filters);
    const parameters = parametersOf(filters);
    csv.href = exportPath({ format: 'csv', ...parameters });
    cdEvents.href = exportPath({ format: 'cdevents', ...parameters });
  }

  async function load() {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    // The old ones may not match the filters; if this fails, the next event would merge into them.
    shown = new Map();
    next = null;
    busy(region, 5);
    more.hidden = true;
    const answer = await guarded(() => read(path(), signal), problemIn(region, load));
    if (!answer) return;
    begin(answer.body.items, answer.next);
    if (isStale) refresh();
  }

  function begin(items, following) {
    shown = new Map(items.map((each) => [each.id, each]));
    lines = timeline();
    next = following;
    draw();
  }

  function drawLines(options) {
    const newestFirst = [...shown.values()].sort((a, b) => compare(b.startedAt, a.startedAt) || compare(b.id, a.id));
    lines.show(newestFirst, options);
  }

  function draw(options) {
    drawLines(options);
    if (!shown.size) settle(region, nothing());
    else if (lines.node.parentNode !== region) settle(region, lines.node);
    offerNext(more, next, { text: `${shown.size} shown`, signal: reading.signal, end: heading, show: extend });
    if (!options) announce(shown.size ? `${count(shown.size, 'deployment')} shown${next ? '' : ', that is all'}` : 'No deployments');
  }

  function nothing() {
    if (!isFiltered(filters)) return empty('Nothing has been deployed yet', 'The first deployment appears here, whichever channel it comes through.');
    return empty('No deployment matches these filters', button('Clear filters', () => go(''), 'pf-m-link'));
  }

  function extend(page) {
    page.body.items.forEach((each) => shown.set(each.id, each));
    next = page.next;
    draw();
  }

  /** Drops what has become older than the filter allows, as on a page that stays open; what would follow it is older still. */
  function dropOld() {
    const from = Date.parse(parametersOf(filters).from);
    const old = [...shown.values()].filter(({ startedAt }) => Date.parse(startedAt) < from);
    if (!old.length) return;
    for (const { id } of old) shown.delete(id);
    next = null;
    draw({});
  }

  const refresh = inTurn(merge);

  /** Reloads the newest deployments and merges them; the scroll position further down stays. */
  async function merge() {
    isStale = region.hasAttribute('aria-busy');
    if (isStale) return;
    dropOld();
    const { signal } = reading;
    const newest = await quietly(region, () => readNewest(signal));
    if (!newest || signal.aborted) return;
    const { items, next: following } = newest;
    const added = items.filter(({ id }) => !shown.has(id));
    if (added.length === items.length) {
      begin(items, following);
      if (added.length) tell(added);
      return;
    }
    const isOnPage = new Set(items.map(({ id }) => id));
    for (const [id, { startedAt }] of shown) {
      if (startedAt > items.at(-1).startedAt && !isOnPage.has(id)) shown.delete(id);
    }
    items.forEach((each) => shown.set(each.id, each));
    draw({ markNew: true });
    if (added.length) tell(added);
  }

  /** The newest deployments, down to those that are shown; if even as many as are shown do not reach them, so many. */
  async function readNewest(signal) {
    const items = [];
    let following = path();
    do {
      const { body, next: another } = await read(following, signal);
      items.push(...body.items);
      following = another;
    } while (following && items.length < shown.size && !items.some(({ id }) => shown.has(id)));
    return { items, next: following };
  }

  /** Shows the list for an address's query. */
  function go(search) {
    setAddress(address(filtersFrom(search, FILTERS)));
    show();
    heading.focus();
  }

  function show(isTyping) {
    filters = filtersFrom(location.search, FILTERS);
    drawFilters(isTyping);
    load();
  }

  const clear = button('Clear filters', () => go(''), 'pf-m-link pf-m-inline clear');
  form.append(
    typed('search', 'Search', { type: 'search', placeholder: 'Version, person, archive, digest, commit' }),
    choice('service', 'Service'),
    choice('environment', 'Environment'),
    choice('outcome', 'Outcome'),
    choice('channel', 'Channel'),
    choice('operation', 'Operation'),
    typed('actor', 'Person'),
    choice('when', 'When'),
    typed('from', 'From', { type: 'date' }),
    typed('until', 'Until', { type: 'date' }),
    clear,
  );
  // Drawn only once: a click on a link that is replaced between the press and the release would be lost.
  const csv = element('a', { download: true }, 'CSV');
  const cdEvents = element('a', { download: true }, 'CDEvents');
  exports.append('Export ', csv, ' ', cdEvents);
  follow(form, show);
  drawFilters();
  addEventListener(TICK, () => {
    const date = new Date(ledgerNow()).toDateString();
    if (date !== today) drawLines();
    today = date;
    dropOld();
  });

  return {
    load,
    refresh,
    go,
    /** Offers these services and environments to choose from. */
    offerPlaces(services, environments) {
      places = { services, environments };
      if (!form.contains(document.activeElement)) drawFilters(true);
    },
  };
}

function tell(added) {
  const [first] = added;
  announce(
    added.length === 1
      ? `${first.service} ${first.version ?? ''} ${first.outcome} in ${first.environment}, by ${whoOf(first)}`
      : `${count(added.length, 'new deployment')}`,
  );
}

function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}
