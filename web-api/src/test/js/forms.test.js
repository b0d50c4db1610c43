import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pass } from './browser.js';

const { Problem } = await import('../../main/webapp/assets/api.js');
const { form } = await import('../../main/webapp/assets/forms.js');

/** A form in which something else is ticked right after it was submitted; `sent` are the options of each call of `send`, which fails. */
function failing() {
  const sent = [];
  const node = form({
    name: 'Channel',
    fields: [],
    buttons: [],
    send: async (values, options) => {
      sent.push(options);
      throw new Problem(0, 'The ledger does not answer');
    },
  });
  node.elements = {};
  const send = async (...entered) => {
    node.entered = entered;
    node.dispatchEvent(new Event('submit'));
    node.entered = [['kinds', 'certificate']];
    await pass(0);
  };
  return { sent, send };
}

test('a form that is sent again has the same key only if the same boxes are ticked', async () => {
  const { sent, send } = failing();
  await send(['name', 'owner'], ['kinds', 'drift'], ['kinds', 'backup']);
  await send(['name', ' owner '], ['kinds', 'drift'], ['kinds', 'backup']);
  await send(['name', 'owner'], ['kinds', 'certificate'], ['kinds', 'backup']);

  const [first, again, other] = sent.map(({ key }) => key);
  assert.equal(again, first);
  assert.notEqual(other, first);
});

test('a form sends what was ticked as it was submitted', async () => {
  const { sent, send } = failing();
  await send(['name', 'owner'], ['kinds', 'drift'], ['kinds', 'backup']);
  const [{ all }] = sent;
  assert.deepEqual(all('kinds'), ['drift', 'backup']);
  assert.deepEqual(all('services'), []);
});

/** A form in a dialog of this content; `sent` is what was taken at each send. */
function inDialog() {
  const sent = [];
  const choice = { value: '17.2.0' };
  const content = new Set();
  const node = form({
    name: 'Deploy',
    fields: [],
    buttons: [],
    take: () => choice.value,
    send: async (values, { taken }) => sent.push(taken),
    onCancel: () => {},
  });
  node.elements = {};
  node.entered = [];
  content.add(node);
  node.closest = () => (content.has(node) ? content : null);
  const submit = () => node.dispatchEvent(new Event('submit'));
  return { sent, choice, content, submit };
}

test('a form sends what was chosen as it was submitted', async () => {
  const { sent, choice, submit } = inDialog();
  submit();
  choice.value = '17.1.0';
  await pass(0);
  assert.deepEqual(sent, ['17.2.0']);
});

test('a form whose dialog is closed before it is sent is not sent', async () => {
  const { sent, content, submit } = inDialog();
  submit();
  content.clear();
  await pass(0);
  assert.deepEqual(sent, []);
});
