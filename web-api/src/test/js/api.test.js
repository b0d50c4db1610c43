import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiPath, isId, readOne } from '../../main/webapp/assets/api.js';

const ID = '0198b0a4-0000-7000-8000-000000000001';

test('an id is a UUID in lower case', () => {
  assert.ok(isId(ID));
  for (const text of ['', '1', ID.toUpperCase().replace('B', 'Z'), `${ID}/x`, `../${ID.slice(3)}`]) assert.ok(!isId(text), text);
});

test('what the address does not name is not asked for', async (context) => {
  const fetch = context.mock.method(globalThis, 'fetch');

  await assert.rejects(readOne('releases', 'release', '../me'), { status: 404, message: 'Not found', detail: 'The address names no release.' });
  assert.equal(fetch.mock.callCount(), 0);
});

test('what the address names is read', async (context) => {
  const fetch = context.mock.method(globalThis, 'fetch', async () => Response.json({ id: ID }));

  assert.deepEqual(await readOne('releases', 'release', ID), { id: ID });
  assert.equal(fetch.mock.calls[0].arguments[0], `/api/v1/releases/${ID}`);
});

test('a parameter without a value is left out', () => {
  assert.equal(apiPath('deployments', { service: 'shop', environment: '', live: undefined }), '/api/v1/deployments?service=shop');
  assert.equal(apiPath('deployments', { service: '' }), '/api/v1/deployments');
});
