import assert from 'node:assert/strict';
import { test } from 'node:test';
import './browser.js';

const { quietly } = await import('../../main/webapp/assets/frame.js');

test('a reading can tell whether another one of its region has begun since', async () => {
  const region = {};
  const { promise, resolve } = Promise.withResolvers();
  const told = [];
  const older = quietly(region, async (isLast) => {
    await promise;
    told.push(['older', isLast()]);
  });
  await quietly({}, async () => {});
  await quietly(region, async (isLast) => told.push(['newer', isLast()]));
  resolve();
  await older;
  assert.deepEqual(told, [['newer', true], ['older', false]]);
});
