import assert from 'node:assert/strict';
import { test } from 'node:test';
import './browser.js';

const { onOtherAddress, setAddress } = await import('../../main/webapp/assets/address.js');

const put = (_, __, address) => {
  globalThis.location = new URL(address, location.href);
};
globalThis.history = { pushState: put, replaceState: put };

/** As the browser does it: by a link within the page, or by its back button. */
function go(address) {
  put(null, '', address);
  dispatchEvent(new Event('popstate'));
}

test('a page hears of other addresses, and not of other places at its own', () => {
  const heard = [];
  for (const name of ['one', 'other']) onOtherAddress(() => heard.push(name));
  go('/environments/?name=test');
  assert.deepEqual(heard.splice(0), ['one', 'other']);

  go('#main');
  go('/environments/?name=test');
  assert.deepEqual(heard, []);

  setAddress('/environments/?name=production');
  go('#main');
  assert.deepEqual(heard, []);

  go('/environments/?name=test');
  assert.deepEqual(heard, ['one', 'other']);
});
