import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, pass, setHidden, streams } from './browser.js';

const SETTLED_MILLISECONDS = 2_000;

Object.assign(Object.getPrototypeOf(byId('main')), {
  classList: { toggle() {} },
  elements: new Proxy({}, { get: (_, name) => byId(`filter-${name}`) }),
  childNodes: [],
  closest: () => byId('section'),
  contains: () => false,
  hasAttribute: () => false,
  hasChildNodes: () => true,
  insertBefore() {},
  querySelector: () => null,
  querySelectorAll: () => [],
  removeAttribute() {},
});
globalThis.IntersectionObserver = class {};

/** The paths that the page has requested. */
const requested = [];
let locks = [];
globalThis.fetch = async (path) => {
  requested.push(path);
  if (path.startsWith('/api/v1/locks')) return Response.json({ items: locks });
  return Response.json({ name: 'vera', roles: ['viewer'], deploys: [], items: [] });
};

const loading = import('../../main/webapp/assets/ledger.js');
while (!streams.length) await pass(0);
streams.at(-1).tell('open');
await loading;

/** How many requests a change of this kind causes. */
async function requestsAfter(kind) {
  await pass(SETTLED_MILLISECONDS);
  requested.length = 0;
  streams.at(-1).tell('changed', { kind, id: 'one', service: 'shop', environment: 'production' });
  await pass(SETTLED_MILLISECONDS);
  return requested.length;
}

test('the first page loads again what a request has changed', async () => {
  assert.ok((await requestsAfter('request')) > 0);
});

test('the first page loads nothing again for a step', async () => {
  assert.equal(await requestsAfter('step'), 0);
});

test('the first page loads again only once it is shown what was changed while it was hidden', async () => {
  setHidden(true);
  assert.equal(await requestsAfter('request'), 0);

  setHidden(false);
  await pass(SETTLED_MILLISECONDS);
  assert.ok(requested.length > 0);
});

test('the first page looks for the end of a lock only once it is shown', async () => {
  locks = [{ environment: 'production', holder: 'dana', reason: 'Puts kiosk 2.1.0 there', takenAt: new Date().toISOString(), expiresAt: new Date(Date.now() + 10_000).toISOString() }];
  assert.ok((await requestsAfter('lock')) > 0);

  locks = [];
  requested.length = 0;
  setHidden(true);
  await pass(20_000);
  assert.deepEqual(requested, []);

  setHidden(false);
  await pass(SETTLED_MILLISECONDS);
  assert.ok(requested.length > 0);
});
