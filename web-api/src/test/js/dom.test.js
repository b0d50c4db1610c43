import assert from 'node:assert/strict';
import { test } from 'node:test';
import './browser.js';

const { itemButton } = await import('../../main/webapp/assets/dom.js');
const { link } = await import('../../main/webapp/assets/words.js');

test('the button of one item of several says of which one, and has an id', () => {
  const node = itemButton('Disable', () => {}, { about: ' of vera', id: 'enable-1' });
  assert.equal(node.id, 'enable-1');
  assert.deepEqual(node.children.map(({ children }) => children), [['Disable'], [' of vera']]);
});

test('a button whose text says all has no more', () => {
  const node = itemButton('Show more services', () => {});
  assert.equal(node.id, undefined);
  assert.equal(node.children.length, 1);
});

test('a link has an id, whether or not its address is one that is linked', () => {
  assert.equal(link('Watch it', '/requests/?id=1', { id: 'request-1' }).id, 'request-1');
  assert.equal(link('Watch it', 'javascript:', { id: 'request-1' }).id, 'request-1');
});
