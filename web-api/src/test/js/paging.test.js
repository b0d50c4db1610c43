import assert from 'node:assert/strict';
import { test } from 'node:test';
import './browser.js';

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
