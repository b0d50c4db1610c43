import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, pass } from './browser.js';

const { fetch } = globalThis;
globalThis.fetch = async () => {
  throw new TypeError('The ledger does not answer');
};
const { Problem } = await import('../../main/webapp/assets/api.js');
const { quietly } = await import('../../main/webapp/assets/region.js');
const { me } = await import('../../main/webapp/assets/session.js');
await import('../../main/webapp/assets/frame.js');

test('the bar shows the reader, also if they became known only at the second attempt', async () => {
  await pass(0);
  assert.equal(byId('who').hidden, true);

  globalThis.fetch = fetch;
  await me();
  assert.equal(byId('who').hidden, false);
  assert.deepEqual(byId('me').children[0].children, ['vera']);
});

test('what a refresh has read, or its problem, waits for the end of a press', async () => {
  dispatchEvent(Object.assign(new Event('pointerdown'), { isPrimary: true, button: 0 }));
  const told = [];
  const tell = (each) => told.push(each);
  const reading = quietly({}, async () => 'read').then(tell);
  const failing = quietly({}, () => Promise.reject(new Problem(404, 'Not found')), ({ status }) => tell(status));
  await pass(0);
  assert.deepEqual(told, []);

  dispatchEvent(new Event('pointerup'));
  await pass(0);
  await Promise.all([reading, failing]);
  assert.deepEqual(told.sort(), [404, 'read']);
});
