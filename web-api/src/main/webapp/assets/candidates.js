/** The releases of a service that can be deployed to an environment, and the likely choice. */

import { apiPath, read, readPages } from './api.js';

const RELEASES = 50;
const RUNS = 100;
const PAGES_OF_ENVIRONMENTS = 5;
const PUTS_THERE = ['deploy', 'replace', 'redeploy'];

/**
 * The `live` deployment there or undefined, the `releases` to choose from, as {id, version, liveIn, ranAt}, and the
 * `likely` one. For a rollback: those that ran there, newest first; likely is the last one that no rollback removed.
 * Otherwise: those recorded last and those live somewhere; likely is the release live in the previous environment.
 */
export async function readCandidates({ service, environment }, isRollback) {
  const { body } = await read(apiPath('deployments', { live: 'true', service, limit: RUNS }));
  const live = body.items.find((each) => each.environment === environment);
  if (isRollback) {
    const ran = await readRan(service, environment);
    const releases = ranBefore(ran, live);
    const below = belowLive(ran);
    return { live, releases, likely: releases.find(({ id }) => id === below?.releaseId) ?? releases[0] };
  }
  const releases = await recorded(service, body.items);
  return { live, releases, likely: (await promoted(releases, environment, body.items)) ?? releases[0] };
}

/** The successful deployments of releases there, newest first. */
async function readRan(service, environment) {
  const { body } = await read(apiPath('deployments', { service, environment, outcome: 'succeeded', limit: RUNS }));
  return body.items.filter(({ releaseId, artifactDigest, operation }) => releaseId && artifactDigest && PUTS_THERE.includes(operation));
}

function ranBefore(ran, live) {
  const earlier = new Map();
  for (const { releaseId, version, startedAt } of ran) {
    if (releaseId === live?.releaseId || earlier.has(releaseId)) continue;
    earlier.set(releaseId, { id: releaseId, version, liveIn: [], ranAt: startedAt });
  }
  return [...earlier.values()];
}

/**
 * The deployment below the last one, or undefined, as `slipway rollback` chooses it: skips what a rollback removed,
 * unless it was deployed again.
 */
function belowLive(ran) {
  let standing = [];
  const left = new Set();
  const leave = () => left.add(standing.pop().artifactDigest);
  for (const next of ran.toReversed()) {
    const isSame = ({ artifactDigest }) => artifactDigest === next.artifactDigest;
    if (next.isRollback && standing.some(isSame)) {
      while (!isSame(standing.at(-1))) leave();
    } else if (next.isRollback && !left.has(next.artifactDigest) && standing.length) {
      leave();
    }
    standing = [...standing.filter((each) => !isSame(each)), next];
    left.delete(next.artifactDigest);
  }
  return standing.at(-2);
}

/** The releases recorded last, and those before them that are live somewhere; newest first. */
async function recorded(service, lives) {
  const { body } = await read(apiPath('releases', { service, limit: RELEASES }));
  const liveIn = Map.groupBy(lives, ({ releaseId }) => releaseId);
  const listed = new Set(body.items.map(({ id }) => id));
  const left = [...liveIn.keys()].filter((id) => id && !listed.has(id));
  const older = await Promise.all(left.map(async (id) => (await read(apiPath(`releases/${id}`))).body));
  older.sort((a, b) => Date.parse(b.recordedAt) - Date.parse(a.recordedAt));
  return [...body.items, ...older].map(({ id, version }) => ({ id, version, liveIn: (liveIn.get(id) ?? []).map(({ environment }) => environment) }));
}

/** The release in the previous environment, if it is newer than the one here. */
async function promoted(releases, environment, lives) {
  const { items } = await readPages(apiPath('environments', { limit: 100 }), PAGES_OF_ENVIRONMENTS);
  const ranks = new Map(items.map(({ name, rank }) => [name, rank]));
  const below = lives
    .filter((each) => ranks.get(each.environment) < ranks.get(environment))
    .sort((a, b) => ranks.get(b.environment) - ranks.get(a.environment))[0];
  const at = releases.findIndex(({ id }) => id === below?.releaseId);
  const here = releases.findIndex(({ liveIn }) => liveIn.includes(environment));
  return at >= 0 && (here < 0 || at < here) ? releases[at] : undefined;
}
