import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growth } from '../../main/webapp/assets/growth.js';

/** A list whose loads end when a test says so. */
function list() {
  const readings = [];
  const read = (size, onProblem) => new Promise((resolve) => readings.push({ size, onProblem, end: resolve }));
  return { readings, ...growth({ first: 1, next: (size) => size + 1, read }) };
}

const settled = () => new Promise(setImmediate);

test('a larger size stays', async () => {
  const { readings, load, grow } = list();
  grow();
  readings[0].end(true);
  await settled();
  load();
  await settled();
  assert.deepEqual(readings.map(({ size }) => size), [2, 2]);
});

test('a failed growth is retried only by the next click', async () => {
  const { readings, load, grow } = list();
  const told = [];
  grow((problem) => told.push(problem));
  readings[0].onProblem('503');
  readings[0].end(false);
  await settled();
  load();
  await settled();
  grow();
  assert.deepEqual(readings.map(({ size }) => size), [2, 1, 2]);
  assert.deepEqual(told, ['503']);
});

test('an event does not replace a pending click', async () => {
  const { readings, load, grow } = list();
  grow();
  load();
  await settled();
  assert.equal(readings.length, 1);
  readings[0].end(true);
  await settled();
  assert.deepEqual(readings.map(({ size }) => size), [2, 2]);
});

test('another list starts at once, with its first page', async () => {
  const { readings, load, grow, restart } = list();
  grow();
  restart();
  readings[0].end(false);
  readings[1].end(true);
  await settled();
  load();
  await settled();
  assert.deepEqual(readings.map(({ size }) => size), [2, 1, 1]);
});
