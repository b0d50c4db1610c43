/** Which releases of a service could be put into an environment, and which of them is probably meant. */

import { apiPath, read, readPages } from './api.js';

const RELEASES = 50;
const RUNS = 100;
const PAGES_OF_ENVIRONMENTS = 5;
const PUTS_THERE = ['deploy', 'replace', 'redeploy'];

/**
 * The deployment that is `live` there or undefined, the `releases` to choose from, as {id, version, liveIn, ranAt}, and
 * the `likely` one among them. For a rollback they are those that ran there before, the last one first, which is the
 * likely one; else those recorded last, and likely is what is live in the environment before this one.
 */
export async function readCandidates({ service, environment }, isRollback) {
  const { body } = await read(apiPath('deployments', { live: 'true', service, limit: RUNS }));
  const live = body.items.find((each) => each.environment === environment);
  if (isRollback) {
    const releases = await ranBefore(service, environment, live);
    return { live, releases, likely: releases[0] };
  }
  const releases = await recorded(service, body.items);
  return { live, releases, likely: (await promoted(releases, environment, body.items)) ?? releases[0] };
}

async function ranBefore(service, environment, live) {
  const { body } = await read(apiPath('deployments', { service, environment, outcome: 'succeeded', limit: RUNS }));
  const earlier = new Map();
  for (const { releaseId, version, operation, startedAt } of body.items) {
    if (!releaseId || releaseId === live?.releaseId || earlier.has(releaseId) || !PUTS_THERE.includes(operation)) continue;
    earlier.set(releaseId, { id: releaseId, version, liveIn: [], ranAt: startedAt });
  }
  return [...earlier.values()];
}

async function recorded(service, lives) {
  const { body } = await read(apiPath('releases', { service, limit: RELEASES }));
  const liveIn = Map.groupBy(lives, ({ releaseId }) => releaseId);
  return body.items.map(({ id, version }) => ({ id, version, liveIn: (liveIn.get(id) ?? []).map(({ environment }) => environment) }));
}

/** The release in the environment next below this one, if it is newer than the one here. */
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
