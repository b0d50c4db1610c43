/** The page's only dialog. It is modal: nothing behind it can be reached, and the focus returns to where it was. */

import { alert, button, byId, element, loading } from './dom.js';
import { guarded } from './session.js';

/** The buttons of a long dialog cover what scrolls beneath them, which a browser does not heed when it moves the focus there. */
function uncover({ target }) {
  if (!target.closest('.actions')) target.scrollIntoView({ block: 'nearest' });
}

/** Ends the dialog that was opened last, unless that is done: its close event comes only with the browser's next frame. */
let end = () => {};

/** The function that closes the dialog that was opened last, unless that is done. */
let closeOpen;

/** The functions that open the dialogs that wait until that is done, in their order. */
const waiting = new Set();

/**
 * Opens the dialog with a title and content, and returns a function that closes it, but not one opened since. While
 * another one is open it waits, as what comes late must not replace what is read or entered meanwhile, unless it comes
 * `after` that: the function that closes it. `isHeld` disables the Escape key: for what is shown only once.
 */
export function openDialog(title, content, { isHeld = false, onClose = () => {}, after } = {}) {
  const dialog = byId('dialog');
  const open = () => {
    show(dialog, title, content, { isHeld, onClose });
    closeOpen = close;
  };
  // Clears the content at once, not on the close event: what is shown only once must not stay.
  const close = () => {
    if (waiting.delete(open) || closeOpen !== close) return;
    dialog.replaceChildren();
    dialog.close();
  };
  if (dialog.open && closeOpen !== after) waiting.add(open);
  else open();
  return close;
}

function show(dialog, title, content, { isHeld, onClose }) {
  const origin = document.activeElement;
  end();
  dialog.replaceChildren(element('h2', { id: 'dialog-title', class: 'pf-v6-c-title pf-m-lg', tabindex: '-1' }, title), ...content, element('p', { class: 'pf-v6-screen-reader', role: 'status' }));
  // Browsers let a second Escape close the dialog without a `cancel` event.
  dialog.onkeydown = (event) => {
    if (isHeld && event.key === 'Escape') event.preventDefault();
  };
  end = () => {
    end = () => {};
    closeOpen = undefined;
    dialog.replaceChildren();
    // The element that had the focus may have been redrawn, or be gone.
    const opener = origin?.isConnected ? origin : origin?.id && byId(origin.id);
    if (opener) opener.focus?.();
    else if (document.activeElement === document.body) byId('main').focus({ preventScroll: true });
    onClose();
  };
  // The event of a former dialog may come while this one is open.
  dialog.onclose = () => {
    if (!dialog.open) end();
    if (!dialog.open) openNext();
  };
  dialog.addEventListener('focusin', uncover);
  if (!dialog.open) dialog.showModal();
  focusFirst(dialog);
}

function openNext() {
  const [open] = waiting;
  waiting.delete(open);
  open?.();
}

function focusFirst(dialog) {
  const inputs = [...dialog.querySelectorAll('input:not([type=hidden])')];
  (inputs.find((each) => each.checkVisibility()) ?? byId('dialog-title')).focus();
}

/**
 * Opens the dialog at once, for what has to be read first: `draw(answer, close)` makes the content of what `work` returns.
 * A problem takes its place.
 */
export async function openLoading(title, work, draw) {
  const region = element('div', { 'aria-busy': 'true' }, loading(4));
  const close = openDialog(title, [region]);
  const answer = await guarded(work, ({ message, detail }) => region.replaceWith(alert('danger', message, detail), closing(close)));
  if (!answer || closeOpen !== close) return;
  region.replaceWith(...draw(answer, close));
  if (document.activeElement === byId('dialog-title')) focusFirst(byId('dialog'));
}

/** Opens a dialog that says something, until it is closed; the options are those of `openDialog`. */
export function tell(title, content, options) {
  const close = openDialog(title, [content, closing(() => close())], options);
}

/** The button of a dialog that can only be closed. */
export function closing(close) {
  return element('div', { class: 'actions' }, button('Close', close, 'pf-m-primary'));
}

/** Opens a confirmation dialog; resolves to whether it was confirmed. */
export function ask(title, text, agree) {
  return new Promise((resolve) => {
    let isAgreed = false;
    const yes = button(agree, () => {
      isAgreed = true;
      close();
    }, 'pf-m-danger');
    const no = button('Cancel', () => close(), 'pf-m-link');
    const close = openDialog(title, [element('p', {}, text), element('div', { class: 'actions' }, yes, no)], {
      onClose: () => resolve(isAgreed),
    });
  });
}
