import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiPath, isId, ledgerNow, read, readOne, write } from '../../main/webapp/assets/api.js';

const ID = '0198b0a4-0000-7000-8000-000000000001';

test('an id is a UUID in lower case', () => {
  assert.ok(isId(ID));
  for (const text of ['', '1', ID.toUpperCase().replace('B', 'Z'), `${ID}/x`, `../${ID.slice(3)}`]) assert.ok(!isId(text), text);
});

test('an address without an id sends no request', async (context) => {
  const fetch = context.mock.method(globalThis, 'fetch');

  await assert.rejects(readOne('releases', 'release', '../me'), { status: 404, message: 'Not found', detail: 'The address names no release.' });
  assert.equal(fetch.mock.callCount(), 0);
});

test('the resource in the address is read', async (context) => {
  const fetch = context.mock.method(globalThis, 'fetch', async () => Response.json({ id: ID }));

  assert.deepEqual(await readOne('releases', 'release', ID), { id: ID });
  assert.equal(fetch.mock.calls[0].arguments[0], `/api/v1/releases/${ID}`);
});

/** Makes the ledger respond with these, one after the other, while the clock is stopped. */
function ledger(context, ...answers) {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  return context.mock.method(globalThis, 'fetch', async (path, { signal }) => {
    signal.throwIfAborted();
    return answers.shift();
  });
}

const unavailable = () => Response.json({ title: 'Restarting' }, { status: 503 });

/** Runs everything that waits only for promises. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a read is retried once after a 503', async (context) => {
  const fetch = ledger(context, unavailable(), Response.json({ id: ID }));
  const answer = read('/api/v1/me');
  await settled();
  context.mock.timers.tick(999);
  await settled();
  assert.equal(fetch.mock.callCount(), 1);

  context.mock.timers.tick(1);
  assert.deepEqual((await answer).body, { id: ID });
});

test('a second 503 is returned', async (context) => {
  const fetch = ledger(context, unavailable(), unavailable());
  const answer = assert.rejects(read('/api/v1/me'), { status: 503, message: 'Restarting' });
  await settled();
  context.mock.timers.tick(1_000);
  await answer;
  assert.equal(fetch.mock.callCount(), 2);
});

test('a write is not retried after a 503', async (context) => {
  const fetch = ledger(context, unavailable());

  await assert.rejects(write('POST', '/api/v1/locks', {}, { key: ID }), { status: 503 });
  assert.equal(fetch.mock.callCount(), 1);
});

/** A response whose connection closes before its body has arrived. */
const cutOff = () => new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('network error')) }));

test('what can be repeated is retried once if the connection closes within the response', async (context) => {
  const fetch = ledger(context, cutOff(), Response.json({ id: ID }), cutOff(), Response.json({ id: ID }));

  assert.deepEqual((await read('/api/v1/me')).body, { id: ID });
  assert.deepEqual((await write('POST', '/api/v1/locks', {}, { key: ID })).body, { id: ID });
  assert.equal(fetch.mock.callCount(), 4);
});

test('a write without a key is not retried if the connection closes within the response', async (context) => {
  const fetch = ledger(context, cutOff());

  await assert.rejects(write('PUT', '/api/v1/locks', {}), { status: 0, message: 'The ledger does not answer' });
  assert.equal(fetch.mock.callCount(), 1);
});

test('an aborted request is not retried', async (context) => {
  ledger(context, unavailable());
  const controller = new AbortController();
  const answer = assert.rejects(read('/api/v1/me', controller.signal), { name: 'AbortError' });
  await settled();
  controller.abort();
  await answer;
});

test('a parameter without a value is omitted', () => {
  assert.equal(apiPath('deployments', { service: 'shop', environment: '', live: undefined }), '/api/v1/deployments?service=shop');
  assert.equal(apiPath('deployments', { service: '' }), '/api/v1/deployments');
});

test('the time is that of the ledger, by its last answer', async (context) => {
  const HOUR = 3_600_000;
  const answerAt = (ahead, status) => Response.json({}, { status, headers: { Date: new Date(Date.now() + ahead).toUTCString() } });
  const isAhead = (milliseconds) => Math.abs(ledgerNow() - Date.now() - milliseconds) < 5_000;
  ledger(context, answerAt(-HOUR, 200), answerAt(HOUR, 404), Response.json({}));

  await read('/api/v1/me');
  assert.ok(isAhead(-HOUR));
  await assert.rejects(read('/api/v1/releases/1'), { status: 404 });
  assert.ok(isAhead(HOUR));
  await read('/api/v1/me');
  assert.ok(isAhead(HOUR), 'an answer without the header');
});

test('a redirect to the sign-in is an ended session, and is not repeated', async (context) => {
  const redirect = { type: 'opaqueredirect', status: 0, headers: new Headers(), json: () => Promise.reject(new DOMException('', 'SyntaxError')) };
  const fetch = ledger(context, redirect);

  await assert.rejects(read('/api/v1/me'), { status: 401 });
  assert.equal(fetch.mock.callCount(), 1);
});

/** For Safari, what is not JSON is a DOMException. */
test('a response without a body is one, whatever the browser calls that', async (context) => {
  const fetch = ledger(context, { status: 204, ok: true, headers: new Headers(), json: () => Promise.reject(new DOMException('', 'SyntaxError')) });

  assert.equal((await write('DELETE', '/api/v1/notification-channels/x')).status, 204);
  assert.equal(fetch.mock.callCount(), 1);
});
