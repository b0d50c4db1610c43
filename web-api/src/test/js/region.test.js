import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pass } from './browser.js';

const { Problem } = await import('../../main/webapp/assets/api.js');
const { inTurn, passFocus, quietly, redraw } = await import('../../main/webapp/assets/region.js');

test('a load knows whether a later one of its region has begun', async () => {
  const region = {};
  const { promise, resolve } = Promise.withResolvers();
  const told = [];
  const older = quietly(region, async (isLast) => {
    await promise;
    told.push(['older', isLast()]);
    return 'older';
  });
  await quietly({}, async () => {});
  await quietly(region, async (isLast) => told.push(['newer', isLast()]));
  resolve();
  assert.equal(await older, undefined);
  assert.deepEqual(told, [['newer', true], ['older', false]]);
});

test('only the last load of a region reports its problem', async () => {
  const region = {};
  const { promise, reject } = Promise.withResolvers();
  const told = [];
  const tell = ({ status }) => told.push(status);
  const older = quietly(region, () => promise, tell);
  await quietly(region, () => Promise.reject(new Problem(404, 'Not found')), tell);
  reject(new Problem(503, 'Restarting'));
  await older;
  assert.deepEqual(told, [404]);
});

/** A region with elements that can have the focus; one that is taken out of it loses it. */
function regionOf(...nodes) {
  const region = {
    childNodes: nodes,
    removeAttribute() {},
    contains: (node) => region.childNodes.includes(node),
    querySelectorAll: (selector) => region.childNodes.filter(({ localName }) => localName === selector),
    get firstChild() {
      return region.childNodes[0];
    },
    insertBefore: (node) => region.childNodes.push(node),
  };
  return region;
}

function focusable(localName, properties = {}) {
  const node = {
    localName,
    ...properties,
    isConnected: true,
    focus(options) {
      document.activeElement = node;
      node.options = options;
    },
    remove() {
      region.childNodes = region.childNodes.filter((each) => each !== node);
      node.isConnected = false;
      document.activeElement = null;
    },
  };
  return node;
}

let region;

test('the focus stays on the link of several to one address, and does not scroll', () => {
  const links = () => ['/a', '/b', '/b'].map((href) => focusable('a', { href }));
  const before = links();
  const after = links();
  region = regionOf(...before);
  before[2].focus();
  redraw(region, () => after);
  assert.equal(document.activeElement, after[2]);
  assert.deepEqual(after[2].options, { preventScroll: true });
});

test('the focus stays on what is unfolded', () => {
  const summaries = () => ['one', 'other'].map((key) => focusable('summary', { parentElement: { dataset: { key } } }));
  const before = summaries();
  const after = summaries();
  region = regionOf(...before);
  before[1].focus();
  redraw(region, () => after);
  assert.equal(document.activeElement, after[1]);
});

test('the focus goes nowhere if nothing is like what had it', () => {
  const before = focusable('button');
  region = regionOf(before);
  before.focus();
  redraw(region, () => [focusable('button')]);
  assert.equal(document.activeElement, null);
});

test('the focus is passed on from its place, but not taken from elsewhere', () => {
  const [pressed, next, field] = ['button', 'button', 'input'].map((localName) => focusable(localName));
  region = regionOf(pressed, next);
  pressed.focus();
  passFocus(region, next);
  assert.equal(document.activeElement, next);

  field.focus();
  passFocus(region, next);
  assert.equal(document.activeElement, field);
});

test('loads in turn do not overlap, and each call is followed by a whole load', async () => {
  const begun = [];
  const refresh = inTurn(() => {
    const { promise, resolve, reject } = Promise.withResolvers();
    begun.push({ resolve, reject });
    return promise;
  });
  const first = refresh();
  const second = refresh();
  const third = refresh();
  assert.equal(begun.length, 1);

  begun[0].resolve();
  await pass(0);
  assert.equal(begun.length, 2);
  begun[1].resolve();
  await Promise.all([first, second, third]);
  assert.equal(begun.length, 2);

  const failed = refresh();
  begun[2].reject(new Error('a mistake'));
  await assert.rejects(failed);
  refresh();
  assert.equal(begun.length, 4);
});

test('a load that hangs does not keep the next one waiting', async () => {
  const begun = [];
  const refresh = inTurn(() => {
    begun.push(Promise.withResolvers());
    return begun.at(-1).promise;
  });
  const first = refresh();
  refresh();
  await pass(4_999);
  assert.equal(begun.length, 1);
  await pass(1);
  assert.equal(begun.length, 2);
  begun[1].resolve();
  await first;

  const reported = [];
  globalThis.reportError = (error) => reported.push(error);
  const mistake = new Error('a mistake');
  begun[0].reject(mistake);
  await pass(0);
  assert.deepEqual(reported, [mistake]);
});
