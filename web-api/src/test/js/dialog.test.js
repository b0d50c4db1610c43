import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, pass } from './browser.js';

const { Problem } = await import('../../main/webapp/assets/api.js');
const { ask, openDialog, openLoading } = await import('../../main/webapp/assets/dialog.js');

const dialog = Object.assign(byId('dialog'), {
  open: false,
  showModal() {
    this.open = true;
  },
  close() {
    this.open = false;
  },
  querySelectorAll: () => [],
});

/** An element that can have the focus. */
function focusable(node) {
  return Object.assign(node, {
    isConnected: true,
    focus() {
      document.activeElement = node;
    },
  });
}

/** As by a button of the dialog, or by Escape. */
function leave() {
  dialog.close();
  dialog.onclose();
}

const title = () => dialog.children[0]?.children[0];

document.body = focusable({});
const opener = focusable({});
focusable(byId('dialog-title'));
focusable(byId('main'));

test('a dialog that is opened right after another one keeps its content', async () => {
  opener.focus();
  const answer = ask('Remove it?', 'It is forgotten.', 'Remove');
  // As by Escape. The browser restores the focus at once, and tells that the dialog was closed with its next frame.
  dialog.close();
  opener.focus();

  const told = [];
  openDialog('Another', [], { onClose: () => told.push('closed') });
  assert.equal(await answer, false);
  dialog.onclose();
  assert.equal(dialog.children[0].children[0], 'Another');
  assert.deepEqual(told, []);

  dialog.close();
  dialog.onclose();
  assert.deepEqual(dialog.children, []);
  assert.deepEqual(told, ['closed']);
  assert.equal(document.activeElement, opener);
});

test('a dialog whose opener is gone leaves the focus in the page', () => {
  const gone = focusable({});
  gone.focus();
  openDialog('One', []);
  gone.isConnected = false;
  dialog.close();
  document.body.focus();
  dialog.onclose();
  assert.equal(document.activeElement, byId('main'));

  gone.focus();
  openDialog('One', []);
  dialog.close();
  opener.focus();
  dialog.onclose();
  assert.equal(document.activeElement, opener);
});

test('a dialog that is over does not close the one opened since', () => {
  const told = [];
  const closeFirst = openDialog('Invite somebody', []);
  const close = openDialog('vera is invited', ['A password, shown only once'], { isHeld: true, onClose: () => told.push('closed'), after: closeFirst });
  closeFirst();
  assert.equal(dialog.open, true);
  assert.equal(dialog.children[1], 'A password, shown only once');

  close();
  assert.deepEqual(dialog.children, []);
  dialog.onclose();
  close();
  assert.deepEqual(told, ['closed']);
});

test('a late dialog waits until the open one is over', () => {
  opener.focus();
  openDialog('ann is invited', ['A password, shown only once'], { isHeld: true });
  openDialog('The owner works', []);
  const closeUnopened = openDialog('The webhook works', []);
  openDialog('bob is the last admin', []);
  closeUnopened();
  assert.equal(title(), 'ann is invited');
  assert.equal(dialog.children[1], 'A password, shown only once');

  leave();
  assert.equal(dialog.open, true);
  assert.equal(title(), 'The owner works');
  leave();
  assert.equal(title(), 'bob is the last admin');
  leave();
  assert.equal(dialog.open, false);
  assert.equal(document.activeElement, opener);
});

test('what follows a dialog that was cancelled waits, too', () => {
  const closeFirst = openDialog('Invite somebody', []);
  leave();
  openDialog('Roles of bob', []);
  openDialog('vera is invited', ['A password, shown only once'], { after: closeFirst });
  assert.equal(title(), 'Roles of bob');
  leave();
  assert.equal(title(), 'vera is invited');
  leave();
});

test('a dialog whose content is read first is open meanwhile', async () => {
  const { promise, resolve } = Promise.withResolvers();
  openLoading('Roles of ann', () => promise, (answer) => [answer]);
  assert.equal(dialog.open, true);
  assert.equal(title(), 'Roles of ann');

  resolve('Her roles');
  await pass(0);
  assert.equal(dialog.children[1], 'Her roles');
  leave();
});

test('what is read for a dialog that is over is not shown in another one', async () => {
  const { promise, resolve } = Promise.withResolvers();
  openLoading('Roles of ann', () => promise, (answer) => [answer]);
  leave();
  openDialog('Roles of bob', ['His roles']);
  resolve('Her roles');
  await pass(0);
  assert.equal(title(), 'Roles of bob');
  assert.equal(dialog.children[1], 'His roles');
  leave();
});

test('a dialog whose content cannot be read says why', async () => {
  await openLoading('Roles of ann', () => Promise.reject(new Problem(404, 'Not found')), () => []);
  assert.deepEqual(dialog.children[1].children[0].children, ['Not found']);
  leave();
});
