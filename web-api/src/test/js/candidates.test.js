import assert from 'node:assert/strict';
import { test } from 'node:test';
import './browser.js';

const { readCandidates } = await import('../../main/webapp/assets/candidates.js');

const RELEASES = 50;
const ENVIRONMENTS = ['test', 'staging', 'production'].map((name, rank) => ({ name, rank }));

/** Makes the ledger have releases 1 to 60 of a service, and these live, by environment. */
function ledger(context, live) {
  const releaseOf = (version) => ({ id: `release-${version}`, version: `${version}`, recordedAt: new Date(version * 60_000).toISOString() });
  const lives = Object.entries(live).map(([environment, version]) => ({ environment, version: `${version}`, releaseId: version && `release-${version}` }));
  const newest = Array.from({ length: RELEASES }, (_, i) => releaseOf(60 - i));
  context.mock.method(globalThis, 'fetch', async (path) => {
    const { pathname } = new URL(path, 'http://localhost');
    if (pathname.endsWith('/deployments')) return Response.json({ items: lives });
    if (pathname.endsWith('/environments')) return Response.json({ items: ENVIRONMENTS });
    if (pathname.endsWith('/releases')) return Response.json({ items: newest });
    return Response.json(releaseOf(Number(pathname.split('-').at(-1))));
  });
}

const likely = async () => (await readCandidates({ service: 'shop', environment: 'production' }, false)).likely.version;

test('the release that is live in the environment before is likely, however many are newer', async (context) => {
  ledger(context, { staging: 5 });
  const { likely: found, releases } = await readCandidates({ service: 'shop', environment: 'production' }, false);
  assert.deepEqual(found, { id: 'release-5', version: '5', liveIn: ['staging'] });
  assert.equal(releases.length, RELEASES + 1);
});

test('of two old releases, the newer one is likely only if it is live before', async (context) => {
  ledger(context, { staging: 5, production: 3 });
  assert.equal(await likely(), '5');

  ledger(context, { staging: 3, production: 5 });
  assert.equal(await likely(), '60');
});

test('a live archive without a release is not offered', async (context) => {
  ledger(context, { staging: undefined });
  const { likely: found, releases } = await readCandidates({ service: 'shop', environment: 'production' }, false);
  assert.equal(found.version, '60');
  assert.equal(releases.length, RELEASES);
});
