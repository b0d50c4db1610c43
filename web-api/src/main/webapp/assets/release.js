/** One release: where it may be deployed, its evidence, where it ran, its contents. */

import { apiPath, read, readIfAny, readOne, readPages } from './api.js';
import { attachForm } from './attach.js';
import { commitList, fullCommit } from './changes.js';
import { copyable } from './copy.js';
import { announce, byId, element, facts } from './dom.js';
import { evidenceOf } from './evidence.js';
import { onChange } from './feed.js';
import { gateCard } from './gate.js';
import { fill, inTurn } from './region.js';
import { deploys } from './session.js';
import { entry } from './timeline.js';
import { fullTime } from './time.js';
import { link, releasesAddress } from './words.js';

const PAGES_OF_ENVIRONMENTS = 5;
const RUNS = 20;

const refreshEvidence = inTurn(loadEvidence);
const refreshRuns = inTurn(loadRuns);
const refreshGates = inTurn(loadGates);

let release;
const cards = new Map();

/** Shows the release of this id, and updates it live. */
export async function showRelease(id) {
  byId('one').hidden = false;
  await onChange(follow);
  await load(id);
}

async function load(id) {
  await fill(byId('top'), async () => {
    release = await readOne('releases', 'release', id);
    return head();
  }, { retry: () => load(id) });
  if (!release) return;
  document.title = `${release.service} ${release.version} · Slipway`;
  byId('columns').hidden = false;
  await Promise.all([
    fill(byId('facts'), async () => [factList()]),
    fill(byId('commits'), loadCommits),
    loadEvidence(),
    loadRuns(),
    loadGates(),
    offerAttaching(),
  ]);
  if (location.hash) document.querySelector(`#${CSS.escape(location.hash.slice(1))}`)?.scrollIntoView();
}

function follow(concerns) {
  if (!release) return;
  if (concerns(['evidence'], { service: release.service })) refreshEvidence();
  if (concerns(['deployment'], { service: release.service })) refreshRuns();
  if (concerns(['evidence', 'approval', 'request', 'deployment'], { service: release.service }) || concerns(['policy', 'environment'])) refreshGates();
}

function head() {
  return [
    element('p', { class: 'crumbs' }, link('Releases', '/releases/'), ' / ', link(release.service, releasesAddress(release.service))),
    element('h1', { class: 'pf-v6-c-title pf-m-2xl headline' }, `${release.service} ${release.version}`),
  ];
}

function factList() {
  const { service, version, commit, artifactDigest, sourceUrl, builtAt, mergedAt, recordedAt } = release;
  return facts(
    ['Service', link(service, releasesAddress(service))],
    ['Version', version],
    ['Digest of the archive', copyable(artifactDigest, 'digest')],
    ['Commit', commit && fullCommit(commit)],
    ['Source', sourceUrl && link(sourceUrl, sourceUrl)],
    ['Merged', mergedAt && fullTime(mergedAt)],
    ['Built', builtAt && fullTime(builtAt)],
    ['Recorded', fullTime(recordedAt)],
  );
}

async function loadCommits() {
  const answer = await readIfAny(apiPath(`releases/${release.id}/commits`));
  if (!answer) return null;
  const { items } = answer.body;
  return [items.length ? commitList(items) : element('p', { class: 'subtle' }, 'No commits were recorded.')];
}

async function loadEvidence() {
  await fill(byId('evidence'), () => evidenceOf(release.id));
}

async function loadRuns() {
  await fill(byId('ran'), async () => {
    const { body } = await read(apiPath('deployments', { service: release.service, releaseId: release.id, limit: RUNS }));
    const runs = body.items.filter(({ releaseId }) => releaseId === release.id);
    if (!runs.length) return [element('p', { class: 'subtle none' }, 'It was never deployed.')];
    return [element('ol', { class: 'entries' }, ...runs.map(entry))];
  });
}

/** One card for each environment. A card is updated in place, so that a form in it keeps typed text. */
async function loadGates() {
  const region = byId('gates');
  await fill(region, async () => {
    const { items } = await readPages(apiPath('environments', { limit: 100 }), PAGES_OF_ENVIRONMENTS);
    items.sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name));
    // Once they are there, each card says for itself that its gate could not be asked.
    const isAny = cards.size > 0 || (items.length > 0 && (await readIfAny(gatePath(items[0].name))));
    if (!isAny) return null;
    for (const environment of items) {
      if (!cards.has(environment.name)) cards.set(environment.name, gateCard(release, environment));
    }
    await Promise.all([...cards.values()].map((card) => card.refresh()));
    return items.map(({ name }) => cards.get(name).node);
  });
}

function gatePath(environment) {
  return apiPath('gate', { service: release.service, version: release.version, environment });
}

async function offerAttaching() {
  if (!(await deploys(release.service))) return;
  const place = byId('attach');
  place.append(
    attachForm(release, async (text) => {
      await loadEvidence();
      announce(text);
    }),
  );
  place.hidden = false;
}
