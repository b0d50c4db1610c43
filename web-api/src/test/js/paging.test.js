import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, pass } from './browser.js';

Object.assign(Object.getPrototypeOf(byId('main')), {
  addEventListener(type, listener) {
    this[`on${type}`] = listener;
  },
  focus() {
    document.activeElement = this;
  },
});

const { offerNext } = await import('../../main/webapp/assets/paging.js');

test('an offer of more stays while it is the same', () => {
  const place = Object.assign(document.createElement('div'), { contains: () => false });
  offerNext(place, '/next', { text: '20 shown' });
  assert.equal(place.hidden, false);
  const [more] = place.children;
  offerNext(place, '/next', { text: '20 shown' });
  assert.equal(place.children[0], more);

  offerNext(place, '/next', { text: '21 shown' });
  assert.notEqual(place.children[0], more);
  offerNext(place, null, { text: '22 shown' });
  assert.equal(place.hidden, true);
});

test('the focus is back on the offer if the next page cannot be read', async (context) => {
  context.mock.method(globalThis, 'fetch', async () => Response.json({ title: 'Restarting' }, { status: 500 }));
  const place = document.createElement('div');
  Object.defineProperty(place, 'firstChild', { get: () => place.children[0] });
  place.contains = (node) => place.children.includes(node);
  offerNext(place, '/next', { text: '20 shown', show: () => assert.fail('There is no page to show') });
  const [more, note] = place.children;
  // A browser takes the focus from a button that is disabled.
  document.activeElement = null;
  more.onclick();
  await pass(0);
  assert.equal(note.children[0].children[0], 'Restarting. The ledger may be starting, or the network may be down.');
  assert.equal(document.activeElement, more);
});
