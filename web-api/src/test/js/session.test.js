import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId } from './browser.js';

let requests = 0;
const { fetch } = globalThis;
globalThis.fetch = (...request) => {
  requests++;
  return fetch(...request);
};
const { deployable, guardedSend, has, me } = await import('../../main/webapp/assets/session.js');

test('who the reader is is read once, by the first who asks', async () => {
  assert.equal(requests, 0);
  assert.equal((await me()).name, 'vera');
  assert.equal(await has('viewer'), true);
  assert.deepEqual(await deployable(['shop']), new Set());
  assert.equal(requests, 1);
});

test('nothing is sent in the name of who has signed in since, although no request was refused', async (t) => {
  const signedIn = t.mock.method(globalThis, 'fetch', async () => Response.json({ name: 'eve', roles: ['admin'], deploys: [] }));
  const told = [];
  const send = () => guardedSend(async () => told.push('sent'), ({ status }) => told.push(status));
  await send();
  assert.deepEqual(told, [409]);
  assert.equal(byId('notice').hidden, false);

  signedIn.mock.restore();
  await send();
  assert.deepEqual(told, [409, 'sent']);
  assert.equal(byId('notice').hidden, true);
});
