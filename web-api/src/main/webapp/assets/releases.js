/** Releases: the list, or one release if the address has an id. */

import { apiPath, readPages } from './api.js';
import { announce, byId, cell, detail, element, empty, label, row, rowHeading, table } from './dom.js';
import { onChange } from './feed.js';
import { choice, filtersFrom, follow, offer } from './filters.js';
import { growingList } from './growing.js';
import { showRelease } from './release.js';
import { guarded } from './session.js';
import { time } from './time.js';
import { count, deploymentAddress, releaseAddress, shortDigest } from './words.js';

const FILTERS = ['service'];
const PAGES = 10;

const form = byId('filters');
const region = byId('releases');

let services = [];

const filters = () => filtersFrom(location.search, FILTERS);

async function loadServices() {
  const answer = await guarded(() => readPages(apiPath('services', { limit: 100 }), PAGES), () => {});
  services = answer?.items ?? [];
  drawFilters();
}

function drawFilters() {
  offer(form, 'service', services.map(({ name, title }) => [name, title]), filters().service);
}

const list = growingList({
  region,
  more: byId('releases-more'),
  end: region,
  pathOf: (limit) => apiPath('releases', { ...filters(), limit }),
  beside: readLive,
  draw: (items, liveIn) => [
    items.length ? releaseTable(items, liveIn) : empty('No release yet', 'A pipeline, or anybody with the role deployer, records one. ', element('a', { href: '/docs/' }, 'How to')),
  ],
});

/** The environments in which each release is live. */
async function readLive() {
  const { items } = await readPages(apiPath('deployments', { live: 'true', ...filters(), limit: 100 }), PAGES);
  const recorded = items.filter(({ releaseId }) => releaseId);
  return Map.groupBy(recorded, ({ releaseId }) => releaseId);
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

async function showAll() {
  byId('all').hidden = false;
  form.append(choice('service', 'Service'));
  follow(form, async () => {
    drawFilters();
    if (await list.restart()) announce(`${count(region.querySelectorAll('tbody tr').length, 'release')} shown`);
  });
  drawFilters();
  await onChange((concerns) => {
    if (concerns(['service'])) loadServices();
    if (concerns(['release', 'deployment'], filters())) list.load();
  });
  await Promise.all([loadServices(), list.load()]);
}

const id = new URLSearchParams(location.search).get('id');
if (id === null) await showAll();
else await showRelease(id);
