import assert from 'node:assert/strict';
import { test } from 'node:test';
import './browser.js';

let requests = 0;
const { fetch } = globalThis;
globalThis.fetch = (...request) => {
  requests++;
  return fetch(...request);
};
const { deployable, has, me } = await import('../../main/webapp/assets/session.js');

test('who the reader is is read once, by the first who asks', async () => {
  assert.equal(requests, 0);
  assert.equal((await me()).name, 'vera');
  assert.equal(await has('viewer'), true);
  assert.deepEqual(await deployable(['shop']), new Set());
  assert.equal(requests, 1);
});
