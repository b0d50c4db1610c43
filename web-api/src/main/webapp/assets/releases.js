/** Releases: the list of them, or with an id in the address everything about one. */

import { apiPath, read, readPages } from './api.js';
import { cell, detail, element, empty, label, row, rowHeading, table } from './dom.js';
import { onChange } from './feed.js';
import { choice, filtersFrom, follow, offer } from './filters.js';
import { announce, busy, byId, guarded, offerNext, problemIn, settle } from './frame.js';
import { showRelease } from './release.js';
import { time } from './time.js';
import { count, deploymentAddress, releaseAddress, shortDigest } from './words.js';

const FILTERS = ['service'];
const PAGES = 10;

const form = byId('filters');
const region = byId('releases');
const more = byId('releases-more');

let services = [];
let reading = new AbortController();
let shown = [];
let liveIn = new Map();

const filters = () => filtersFrom(location.search, FILTERS);

async function loadServices() {
  const answer = await guarded(() => readPages(apiPath('services', { limit: 100 }), PAGES), () => {});
  services = answer?.items ?? [];
  drawFilters();
}

function drawFilters() {
  offer(form, 'service', services.map(({ name, title }) => [name, title]), filters().service);
}

async function load({ isQuiet = false } = {}) {
  reading.abort();
  reading = new AbortController();
  const { signal } = reading;
  if (!isQuiet) {
    busy(region, 5);
    more.hidden = true;
  }
  const limit = isQuiet ? Math.min(100, Math.max(20, shown.length)) : 20;
  const failed = isQuiet ? () => {} : problemIn(region, load);
  const path = apiPath('releases', { ...filters(), limit });
  const answers = await guarded(() => Promise.all([read(path, signal), readLive(signal)]), failed);
  if (!answers) return;
  const [answer] = answers;
  liveIn = answers[1];
  shown = answer.body.items;
  draw(answer.next);
  if (!isQuiet) announce(shown.length ? `${count(shown.length, 'release')} shown` : 'No releases');
}

/** The environments in which each release is live. */
async function readLive(signal) {
  const { items } = await readPages(apiPath('deployments', { live: 'true', ...filters(), limit: 100 }), PAGES, signal);
  const known = items.filter(({ releaseId }) => releaseId);
  return Map.groupBy(known, ({ releaseId }) => releaseId);
}

function draw(next) {
  if (!shown.length) {
    settle(region, empty('No release yet', 'A pipeline, or anybody with the role deployer, records one. ', element('a', { href: '/docs/' }, 'How to')));
    more.hidden = true;
    return;
  }
  const { node, body } = table('Releases, newest first', ['Version', 'Service', 'Live in', 'Recorded', 'Built', 'Commit', 'Digest']);
  body.append(...shown.map(releaseRow));
  settle(region, node);
  offerNext(more, next, { text: `${shown.length} shown`, signal: reading.signal, end: region, show: extend });
}

function releaseRow({ id, service, version, recordedAt, builtAt, commit, commitCount, artifactDigest }) {
  return row(
    rowHeading('Version', element('a', { class: 'version', href: releaseAddress(id) }, version)),
    cell('Service', service),
    cell('Live in', ...liveMarks(id)),
    cell('Recorded', time(recordedAt)),
    cell('Built', builtAt ? time(builtAt) : '–'),
    cell('Commit', commit ? element('code', { title: commit }, commit.slice(0, 10)) : '–', ...(commitCount ? [detail(count(commitCount, 'commit'))] : [])),
    cell('Digest', element('code', { title: artifactDigest }, shortDigest(artifactDigest))),
  );
}

function liveMarks(id) {
  const live = liveIn.get(id) ?? [];
  if (!live.length) return ['–'];
  const marks = live.map((each) => element('a', { href: deploymentAddress(each.id) }, label(each.environment, 'green')));
  return [element('span', { class: 'marks' }, ...marks)];
}

function extend(page) {
  shown = [...shown, ...page.body.items];
  draw(page.next);
  announce(`${count(shown.length, 'release')} shown`);
}

async function showAll() {
  byId('all').hidden = false;
  form.append(choice('service', 'Service'));
  follow(form, () => {
    drawFilters();
    load();
  });
  drawFilters();
  await onChange((concerns) => {
    if (concerns(['service'])) loadServices();
    if (concerns(['release', 'deployment'], filters())) load({ isQuiet: !region.hasAttribute('aria-busy') });
  });
  await Promise.all([loadServices(), load()]);
}

const id = new URLSearchParams(location.search).get('id');
if (id === null) await showAll();
else await showRelease(id);
