import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, pass, streams } from './browser.js';

const ID = '01930000-0000-7000-8000-000000000001';
const SETTLED_MILLISECONDS = 2_000;

Object.assign(Object.getPrototypeOf(byId('main')), {
  classList: { toggle() {} },
  childNodes: [],
  closest: () => byId('section'),
  contains: () => false,
  hasAttribute: () => false,
  hasChildNodes: () => true,
  insertBefore(node) {
    this.children.push(node);
  },
  querySelector: () => null,
  querySelectorAll: () => [],
  removeAttribute() {},
});

/** The paths that the page has requested. */
const requested = [];
const path = `/api/v1/deployment-requests/${ID}`;
let isDown = true;
globalThis.fetch = async (wanted) => {
  requested.push(wanted);
  if (wanted === '/api/v1/me') return Response.json({ name: 'vera', roles: ['viewer'], deploys: [] });
  if (isDown) return Response.json({ title: 'Restarting' }, { status: 500 });
  if (wanted === path) return Response.json(request);
  if (wanted === '/api/v1/releases/release') return Response.json({ artifactDigest: 'sha256:2c26' });
  if (wanted.startsWith('/api/v1/gate?')) return Response.json({ decision: 'wait', reasons: [{ code: 'approvers-unknown', detail: 'Keycloak does not answer.' }] });
  return Response.json({ items: [] });
};

const request = {
  id: ID,
  service: 'shop',
  version: '2.0.0',
  releaseId: 'release',
  environment: 'production',
  kind: 'deploy',
  channel: 'cli',
  actor: 'dana',
  isForAgent: true,
  state: 'running',
  reasons: [],
  approvals: [],
  requestedAt: new Date().toISOString(),
  claimedAt: new Date().toISOString(),
};

const { showRequest } = await import('../../main/webapp/assets/request.js');

/** What the page requests after a change of this kind. */
async function requestsAfter(kind) {
  await pass(SETTLED_MILLISECONDS);
  requested.length = 0;
  streams.at(-1).tell('changed', { kind, id: ID, service: 'shop', environment: 'production' });
  await pass(SETTLED_MILLISECONDS);
  await pass(0);
  return requested;
}

/** All text in a node, in reading order. */
function textOf(node) {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

const loading = showRequest(ID);
streams.at(-1).tell('open');
await loading;

test('a page whose first load failed loads the request at its next step', async () => {
  isDown = false;
  assert.ok((await requestsAfter('step')).includes(path));
});

test('a page loads only the steps at a step', async () => {
  const paths = await requestsAfter('step');
  assert.ok(paths.length > 0);
  assert.ok(paths.every((each) => each.startsWith(`${path}/steps`)), paths.join());
});

test('a page asks the gate about an allowed request once it is overdue', async () => {
  const gate = () => requested.filter((each) => each.startsWith('/api/v1/gate?'));
  Object.assign(request, { state: 'allowed', decidedAt: new Date().toISOString() });
  await requestsAfter('request');
  assert.deepEqual(gate(), []);

  request.decidedAt = new Date(Date.now() - 30_000).toISOString();
  await requestsAfter('request');
  assert.deepEqual(gate(), ['/api/v1/gate?service=shop&version=2.0.0&environment=production&actor=dana']);
  assert.equal(byId('status').textContent, 'Waiting for an answer from Keycloak');
});

test('a request of a pipeline shows who ran it, or that nobody knows', async () => {
  assert.doesNotMatch(textOf(byId('facts')), /Triggered by/);

  Object.assign(request, { state: 'waiting', actor: 'service-account-pipeline-shop' });
  await requestsAfter('request');
  assert.match(textOf(byId('facts')), /Triggered bynot known/);

  request.triggeredBy = 'alice';
  await requestsAfter('request');
  assert.match(textOf(byId('facts')), /Triggered byalice/);
});
