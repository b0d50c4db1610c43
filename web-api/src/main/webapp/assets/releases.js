/** Releases: the list of them, or with an id in the address everything about one. */

import { apiPath, readPages } from './api.js';
import { cell, detail, element, empty, label, row, rowHeading, table } from './dom.js';
import { onChange } from './feed.js';
import { choice, filtersFrom, follow, offer } from './filters.js';
import { announce, byId, fill, guarded, offerMore } from './frame.js';
import { showRelease } from './release.js';
import { time } from './time.js';
import { count, deploymentAddress, releaseAddress, shortDigest } from './words.js';

const FILTERS = ['service'];
const PAGES = 10;
const A_PAGE = 20;

const form = byId('filters');
const region = byId('releases');
const more = byId('releases-more');

let services = [];
let length = A_PAGE;

const filters = () => filtersFrom(location.search, FILTERS);

async function loadServices() {
  const answer = await guarded(() => readPages(apiPath('services', { limit: 100 }), PAGES), () => {});
  services = answer?.items ?? [];
  drawFilters();
}

function drawFilters() {
  offer(form, 'service', services.map(({ name, title }) => [name, title]), filters().service);
}

async function load(onProblem) {
  let page;
  const isShown = await fill(region, async () => {
    const path = apiPath('releases', { ...filters(), limit: Math.min(length, 100) });
    const [read, liveIn] = await Promise.all([readPages(path, Math.ceil(length / 100)), readLive()]);
    page = read;
    return [page.items.length ? releaseTable(page.items, liveIn) : empty('No release yet', 'A pipeline, or anybody with the role deployer, records one. ', element('a', { href: '/docs/' }, 'How to'))];
  }, { lines: 5, retry: load, onProblem });
  if (isShown) offerMore(more, page.next, page.items.length, { grow: extend, end: region });
  return isShown;
}

/** The environments in which each release is live. */
async function readLive() {
  const { items } = await readPages(apiPath('deployments', { live: 'true', ...filters(), limit: 100 }), PAGES);
  const known = items.filter(({ releaseId }) => releaseId);
  return Map.groupBy(known, ({ releaseId }) => releaseId);
}

function releaseTable(items, liveIn) {
  const { node, body } = table('Releases, newest first', ['Version', 'Service', 'Live in', 'Recorded', 'Built', 'Commit', 'Digest']);
  body.append(...items.map((release) => releaseRow(release, liveIn.get(release.id) ?? [])));
  return node;
}

function releaseRow({ id, service, version, recordedAt, builtAt, commit, commitCount, artifactDigest }, live) {
  return row(
    rowHeading('Version', element('a', { class: 'version', href: releaseAddress(id) }, version)),
    cell('Service', service),
    cell('Live in', ...liveMarks(live)),
    cell('Recorded', time(recordedAt)),
    cell('Built', builtAt ? time(builtAt) : '–'),
    cell('Commit', commit ? element('code', { title: commit }, commit.slice(0, 10)) : '–', ...(commitCount ? [detail(count(commitCount, 'commit'))] : [])),
    cell('Digest', element('code', { title: artifactDigest }, shortDigest(artifactDigest))),
  );
}

function liveMarks(live) {
  if (!live.length) return ['–'];
  const marks = live.map((each) => element('a', { href: deploymentAddress(each.id) }, label(each.environment, 'green')));
  return [element('span', { class: 'marks' }, ...marks)];
}

async function extend(onProblem) {
  const before = length;
  length = length < 100 ? 100 : length + 100;
  await load((problem) => {
    length = before;
    onProblem(problem);
  });
}

async function showAll() {
  byId('all').hidden = false;
  form.append(choice('service', 'Service'));
  follow(form, async () => {
    length = A_PAGE;
    drawFilters();
    // What is there is no answer to this, not even for as long as there is none.
    region.replaceChildren();
    more.hidden = true;
    if (await load()) announce(`${count(region.querySelectorAll('tbody tr').length, 'release')} shown`);
  });
  drawFilters();
  await onChange((concerns) => {
    if (concerns(['service'])) loadServices();
    if (concerns(['release', 'deployment'], filters())) load();
  });
  await Promise.all([loadServices(), load()]);
}

const id = new URLSearchParams(location.search).get('id');
if (id === null) await showAll();
else await showRelease(id);
