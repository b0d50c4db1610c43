/** The page's one dialog: modal, so that nothing behind it can be reached, and the focus goes back to where it came from. */

import { button, element } from './dom.js';
import { byId } from './frame.js';

/**
 * Opens the dialog with a title and content, and answers with a function that closes it. `isHeld` keeps the Escape key
 * from closing it: for what is shown once only.
 */
export function openDialog(title, content, { isHeld = false, onClose = () => {} } = {}) {
  const dialog = byId('dialog');
  const origin = document.activeElement;
  dialog.replaceChildren(element('h2', { id: 'dialog-title', class: 'pf-v6-c-title pf-m-lg', tabindex: '-1' }, title), ...content, element('p', { class: 'pf-v6-screen-reader', role: 'status' }));
  // Browsers let a second Escape through that only the `cancel` event is asked about.
  dialog.onkeydown = (event) => {
    if (isHeld && event.key === 'Escape') event.preventDefault();
  };
  dialog.onclose = () => {
    dialog.replaceChildren();
    // What it came from may have been drawn anew meanwhile.
    (origin?.isConnected ? origin : origin?.id && byId(origin.id))?.focus?.();
    onClose();
  };
  if (!dialog.open) dialog.showModal();
  const inputs = [...dialog.querySelectorAll('input:not([type=hidden])')];
  (inputs.find((each) => each.checkVisibility()) ?? byId('dialog-title')).focus();
  // Emptied at once, and not only when the event comes: what is shown once is gone with it.
  return () => {
    dialog.replaceChildren();
    dialog.close();
  };
}

/** Asks before something is done; answers whether it is to be done. */
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
