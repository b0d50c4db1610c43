/** A long value: shown in full, with a button that copies it. */

import { announce, element } from './dom.js';
import { icon } from './icons.js';

/** `what` is its name in the button's label: "digest". */
export function copyable(text, what) {
  const caption = element('span', { class: 'pf-v6-c-button__text' }, 'Copy');
  const copy = element(
    'button',
    { type: 'button', class: 'pf-v6-c-button pf-m-link pf-m-inline pf-m-small' },
    element('span', { class: 'pf-v6-c-button__icon pf-m-start' }, icon('copy')),
    caption,
    element('span', { class: 'pf-v6-screen-reader' }, ` the ${what}`),
  );
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      caption.textContent = 'Copied';
      announce(`The ${what} is copied`);
    } catch {
      caption.textContent = 'Not allowed: select it and copy';
      announce(`The ${what} is not copied: select it and copy it`);
    }
  });
  return element('span', { class: 'copyable' }, element('code', {}, text), ' ', copy);
}
