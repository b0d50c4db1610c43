import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pass, streams } from './browser.js';

let loaded = 0;

/** What a page is told that has just been opened. */
async function listen() {
  const { onChange } = await import(`../../main/webapp/assets/feed.js?${++loaded}`);
  const told = [];
  const ready = onChange((concerns) => told.push(concerns(['request'])));
  return { told, ready, stream: streams.at(-1) };
}

test('a page whose stream opens late is read again', async () => {
  const { told, ready, stream } = await listen();
  await pass(700);
  await ready;

  stream.tell('open');
  await pass(250);

  assert.deepEqual(told, [true]);
});

test('a page whose stream opens at the second attempt is read again', async () => {
  const { told, ready, stream } = await listen();
  stream.tell('error');
  await ready;

  stream.tell('open');
  await pass(250);

  assert.deepEqual(told, [true]);
});

test('a page whose stream opens at once is read once', async () => {
  const { told, ready, stream } = await listen();
  stream.tell('open');
  await ready;
  await pass(250);

  assert.deepEqual(told, []);
});

test('what a stream missed that the browser opened again, the ledger says', async () => {
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
