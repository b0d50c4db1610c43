import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, pass, setHidden, streams } from './browser.js';

const { Problem } = await import('../../main/webapp/assets/api.js');
const { quietly } = await import('../../main/webapp/assets/region.js');
const { me } = await import('../../main/webapp/assets/session.js');
await import('../../main/webapp/assets/frame.js');

let loaded = 0;

/** The changes reported to a page that has just been opened. */
async function listen() {
  const { onChange } = await import(`../../main/webapp/assets/feed.js?${++loaded}`);
  const told = [];
  const ready = onChange((concerns) => told.push(concerns(['request'])));
  return { told, ready, stream: streams.at(-1) };
}

test('a page reloads if its stream opens late', async () => {
  const { told, ready, stream } = await listen();
  await pass(700);
  await ready;

  stream.tell('open');
  await pass(250);

  assert.deepEqual(told, [true]);
});

test('a page reloads if its stream opens at the second attempt', async () => {
  const { told, ready, stream } = await listen();
  stream.tell('error');
  await ready;

  stream.tell('open');
  await pass(250);

  assert.deepEqual(told, [true]);
});

test('a page loads once if its stream opens at once', async () => {
  const { told, ready, stream } = await listen();
  stream.tell('open');
  await ready;
  await pass(250);

  assert.deepEqual(told, []);
});

test('after a reconnect, the ledger reports missed events', async () => {
  const { told, stream } = await listen();
  stream.tell('open');
  stream.tell('error');
  stream.tell('open');
  await pass(250);
  assert.deepEqual(told, []);

  stream.tell('reset');
  await pass(250);
  assert.deepEqual(told, [true]);
});

/** A live page with a region whose refresh has just failed; `reads` loads it again. */
async function behind() {
  const page = await listen();
  const region = {};
  const reads = (work) => quietly(region, work);
  const answers = (problem) =>
    reads(async () => {
      if (problem) throw problem;
    });
  await me();
  page.stream.tell('open');
  await pass(250);
  assert.equal(byId('feed').dataset.state, 'live');
  await answers(new Problem(503, 'Restarting'));
  await pass(0);
  assert.equal(byId('feed').dataset.state, 'lost');
  return { ...page, answers, reads };
}

test('a failed refresh is retried, and the page shows it until then', async () => {
  const { told, answers } = await behind();
  await pass(4_999);
  assert.deepEqual(told, []);
  await pass(1);
  await pass(250);
  assert.deepEqual(told, [true]);

  await answers(new Problem(0, 'The ledger does not answer'));
  await pass(9_749);
  await pass(250);
  assert.equal(byId('feed').dataset.state, 'lost');
  assert.equal(told.length, 1);
  await pass(1);
  await pass(250);
  assert.equal(told.length, 2);

  await answers();
  await pass(0);
  assert.equal(byId('feed').dataset.state, 'live');
  await pass(60_000);
  await pass(250);
  assert.equal(told.length, 2);
});

test('a permanent problem is not retried', async () => {
  const { told, answers } = await behind();
  await answers();
  await answers(new Problem(403, 'Not allowed'));
  await pass(60_000);
  await pass(250);
  assert.equal(byId('feed').dataset.state, 'live');
  assert.deepEqual(told, []);

  await answers(new Problem(429, 'Too many requests'));
  await pass(0);
  assert.equal(byId('feed').dataset.state, 'lost');
  await answers();
});

test('an older response does not hide a failed newer one', async () => {
  const { answers, reads } = await behind();
  const { promise, resolve } = Promise.withResolvers();
  const older = reads(() => promise);
  await answers(new Problem(503, 'Restarting'));
  resolve();
  await older;
  await pass(0);
  assert.equal(byId('feed').dataset.state, 'lost');

  await answers();
  await pass(0);
  assert.equal(byId('feed').dataset.state, 'live');
});

test('a region that is no longer loaded is not awaited', async () => {
  await behind();
  await pass(5_000);
  assert.equal(byId('feed').dataset.state, 'lost');

  await pass(10_000);
  assert.equal(byId('feed').dataset.state, 'live');
});

test('the stream indicator is hidden from an expired session until the next sign-in', async () => {
  const { stream } = await listen();
  stream.tell('open');
  await pass(250);
  assert.equal(byId('feed').hidden, false);

  const { fetch } = globalThis;
  globalThis.fetch = async () => Response.json({ title: 'Unauthorized' }, { status: 401 });
  stream.readyState = EventSource.CLOSED;
  stream.tell('error');
  await pass(2_000);
  await pass(0);
  assert.equal(byId('feed').hidden, true);
  await pass(3_000);
  await pass(0);
  assert.equal(byId('feed').hidden, true);

  globalThis.fetch = fetch;
  setHidden(false);
  await pass(0);
  await pass(0);
  assert.notEqual(streams.at(-1), stream);
  streams.at(-1).tell('open');
  await pass(250);
  assert.equal(byId('feed').hidden, false);
  assert.equal(byId('feed').dataset.state, 'live');
});

test('the stream indicator is hidden from a reader without roles', async () => {
  const { stream } = await listen();
  stream.tell('open');
  await pass(250);
  assert.equal(byId('feed').hidden, false);

  const { fetch } = globalThis;
  globalThis.fetch = async () => Response.json({ name: 'vera', roles: [], deploys: [] });
  stream.readyState = EventSource.CLOSED;
  stream.tell('error');
  await pass(2_000);
  await pass(0);
  assert.equal(byId('feed').hidden, true);
  await pass(3_000);
  await pass(0);
  assert.equal(byId('feed').hidden, true);
  assert.equal(streams.at(-1), stream);
  globalThis.fetch = fetch;
});

test('a page whose stream opens again says who has signed in since', async (t) => {
  const { stream } = await listen();
  const signedIn = t.mock.method(globalThis, 'fetch', async () => Response.json({ name: 'eve', roles: ['viewer'], deploys: [] }));
  stream.readyState = EventSource.CLOSED;
  stream.tell('error');
  await pass(2_000);
  await pass(120_000);
  assert.equal(byId('notice').hidden, false);
  assert.equal(signedIn.mock.callCount(), 1);
  assert.equal(streams.at(-1), stream);

  signedIn.mock.restore();
  setHidden(false);
  await pass(0);
  assert.equal(byId('notice').hidden, true);
  assert.notEqual(streams.at(-1), stream);
});

test('a load that an expired session prevents waits for the next sign-in', async () => {
  const { told, answers } = await behind();
  await answers(new Problem(401, 'Your session has ended'));
  await pass(60_000);
  await pass(250);
  assert.deepEqual(told, []);
});

/** A live page that has just been hidden. */
async function hide() {
  const page = await listen();
  page.stream.tell('open');
  await pass(250);
  setHidden(true);
  return page;
}

/** Shows the page; its stream opens if it has asked for one. */
async function show() {
  const before = streams.length;
  setHidden(false);
  await pass(0);
  const opened = streams.slice(before);
  for (const each of opened) each.tell('open');
  await pass(250);
  return opened.length;
}

test('a hidden page is told of changes once it is shown', async () => {
  const { told, stream } = await hide();
  stream.tell('changed', { kind: 'request' });
  await pass(10_000);
  assert.deepEqual(told, []);

  setHidden(false);
  assert.deepEqual(told, [true]);
  await pass(30_000);
  assert.deepEqual(told, [true]);
  assert.notEqual(stream.readyState, EventSource.CLOSED);
});

test('a page that stays hidden closes its stream, and reloads once it is shown', async () => {
  const { told, stream } = await hide();
  await pass(29_999);
  assert.notEqual(stream.readyState, EventSource.CLOSED);
  await pass(1);
  assert.equal(stream.readyState, EventSource.CLOSED);
  assert.equal(byId('feed').dataset.state, 'live');

  assert.ok(await show());
  assert.deepEqual(told, [true]);
  await pass(5_000);
  assert.equal(byId('feed').dataset.state, 'live');
});

test('a page that stays hidden keeps its session, and whoever comes back to an expired one is told', async (t) => {
  const { stream } = await hide();
  await pass(30_000);
  const requested = t.mock.method(globalThis, 'fetch', async () => Response.json({ title: 'Unauthorized' }, { status: 401 }));
  await pass(900_000);
  assert.ok(requested.mock.callCount() > 0);
  assert.ok(requested.mock.calls.every(({ arguments: [path] }) => path === '/api/v1/me'));
  assert.equal(byId('notice').hidden, true);

  setHidden(false);
  await pass(0);
  await pass(0);
  assert.equal(byId('notice').hidden, false);
  assert.equal(byId('feed').hidden, true);
  assert.equal(stream.readyState, EventSource.CLOSED);
  requested.mock.restore();
  setHidden(true);
  await show();
});

test('a page that stays hidden keeps its session although a request fails', async (t) => {
  await hide();
  await pass(30_000);
  const requested = t.mock.method(globalThis, 'fetch', async () => Response.json({ title: 'Restarting' }, { status: 500 }));
  await pass(600_000);
  const failed = requested.mock.callCount();
  assert.ok(failed > 0);
  await pass(600_000);
  assert.ok(requested.mock.callCount() > failed);
  requested.mock.restore();
  await show();
});

test('a hidden page asks for no stream again that it was refused', async () => {
  const { told, stream } = await hide();
  const { length } = streams;
  stream.readyState = EventSource.CLOSED;
  stream.tell('error');
  await pass(2_000);
  await pass(120_000);
  assert.equal(streams.length, length);
  assert.deepEqual(told, []);

  assert.ok(await show());
  assert.deepEqual(told, [true]);
});

test('a page that is shown before its stream was due again asks for one', async () => {
  const { told, stream } = await hide();
  await pass(29_000);
  stream.readyState = EventSource.CLOSED;
  stream.tell('error');
  await pass(1_000);
  assert.ok(await show());
  const { length } = streams;
  await pass(120_000);
  await pass(250);
  assert.equal(streams.length, length);
  assert.deepEqual(told, [true]);
});

test('a failed refresh is not retried while the page is hidden', async () => {
  const { told, answers } = await behind();
  setHidden(true);
  await pass(10_000);
  await pass(10_000);
  assert.deepEqual(told, []);
  assert.equal(byId('feed').dataset.state, 'lost');

  setHidden(false);
  await pass(5_000);
  await pass(250);
  assert.deepEqual(told, [true]);
  await answers();
});

test('not all pages do the same at once', async (t) => {
  t.mock.method(Math, 'random', () => 0.5);
  const { told, stream } = await listen();
  stream.tell('open');
  stream.tell('changed', { kind: 'request' });
  await pass(499);
  assert.deepEqual(told, []);
  await pass(1);
  assert.deepEqual(told, [true]);

  const { length } = streams;
  stream.readyState = EventSource.CLOSED;
  stream.tell('error');
  await pass(1_499);
  assert.equal(streams.length, length);
  await pass(1);
  assert.equal(streams.length, length + 1);
});
