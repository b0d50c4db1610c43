/** Something long to take along: shown in full, with a button that copies it. */

import { element } from './dom.js';
import { announce } from './frame.js';
import { icon } from './icons.js';

const SAID_MILLISECONDS = 2_000;

/** `what` names it for the button: "digest". */
export function copyable(text, what) {
  const said = element('span', { class: 'pf-v6-c-button__text' }, 'Copy');
  const copy = element(
    'button',
    { type: 'button', class: 'pf-v6-c-button pf-m-link pf-m-inline pf-m-small', 'aria-label': `Copy the ${what}` },
    element('span', { class: 'pf-v6-c-button__icon pf-m-start' }, icon('copy')),
    said,
  );
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = 'Copied';
      announce(`The ${what} is copied`);
    } catch {
      said.textContent = 'Not allowed: select it and copy';
    }
    setTimeout(() => (said.textContent = 'Copy'), SAID_MILLISECONDS);
  });
  return element('span', { class: 'copyable' }, element('code', {}, text), ' ', copy);
}
