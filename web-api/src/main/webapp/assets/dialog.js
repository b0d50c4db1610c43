/** The page's only dialog. It is modal: nothing behind it can be reached, and the focus returns to where it was. */

import { button, byId, element } from './dom.js';

/** The buttons of a long dialog cover what scrolls beneath them, which a browser does not heed when it moves the focus there. */
function uncover({ target }) {
  if (!target.closest('.actions')) target.scrollIntoView({ block: 'nearest' });
}

/** Ends the dialog that was opened last, unless that is done: its close event comes only with the browser's next frame. */
let end = () => {};

/**
 * Opens the dialog with a title and content, and returns a function that closes it, but not one opened since. `isHeld`
 * disables the Escape key: for what is shown only once.
 */
export function openDialog(title, content, { isHeld = false, onClose = () => {} } = {}) {
  const dialog = byId('dialog');
  const origin = document.activeElement;
  end();
  dialog.replaceChildren(element('h2', { id: 'dialog-title', class: 'pf-v6-c-title pf-m-lg', tabindex: '-1' }, title), ...content, element('p', { class: 'pf-v6-screen-reader', role: 'status' }));
  // Browsers let a second Escape close the dialog without a `cancel` event.
  dialog.onkeydown = (event) => {
    if (isHeld && event.key === 'Escape') event.preventDefault();
  };
  end = () => {
    end = () => {};
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
  };
  dialog.addEventListener('focusin', uncover);
  if (!dialog.open) dialog.showModal();
  const inputs = [...dialog.querySelectorAll('input:not([type=hidden])')];
  (inputs.find((each) => each.checkVisibility()) ?? byId('dialog-title')).focus();
  const own = end;
  // Clears the content at once, not on the close event: what is shown only once must not stay.
  return () => {
    if (end !== own) return;
    dialog.replaceChildren();
    dialog.close();
  };
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
