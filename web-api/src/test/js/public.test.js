import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, pass, setHidden } from './browser.js';

const { fetch } = globalThis;
globalThis.fetch = async () => Response.json({ title: 'Unauthorized' }, { status: 401 });
const { showSessionEnd } = await import('../../main/webapp/assets/session.js');
await import('../../main/webapp/assets/frame.js');

/** As whoever comes back from another tab. */
async function comeBack() {
  setHidden(true);
  setHidden(false);
  await pass(0);
}

test('a public page says nothing of a session to whoever had none', async () => {
  await comeBack();
  assert.equal(byId('notice').hidden, true);
});

test('a page whose session had expired as it was loaded follows the next sign-in', async () => {
  showSessionEnd();
  await comeBack();
  assert.equal(byId('notice').hidden, false);

  globalThis.fetch = fetch;
  await comeBack();
  assert.equal(byId('notice').hidden, true);
});
