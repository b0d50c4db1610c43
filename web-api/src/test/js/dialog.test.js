import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId } from './browser.js';

const { ask, openDialog } = await import('../../main/webapp/assets/dialog.js');

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
  const close = openDialog('vera is invited', ['A password, shown only once'], { isHeld: true, onClose: () => told.push('closed') });
  closeFirst();
  assert.equal(dialog.open, true);
  assert.equal(dialog.children[1], 'A password, shown only once');

  close();
  assert.deepEqual(dialog.children, []);
  dialog.onclose();
  close();
  assert.deepEqual(told, ['closed']);
});
