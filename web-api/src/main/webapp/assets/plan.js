/** What the dialogs that deploy and promote show first: from which version to which, and what stands in the way. */

import { element, label } from './dom.js';
import { icon } from './icons.js';
import { DECISIONS } from './words.js';

/** The change with the gate's decision and further marks behind it, and under it the gate's reasons. */
export function changeOf({ before = 'nothing', after, gate }, ...marks) {
  const { text, colour, icon: picture } = DECISIONS[gate.decision] ?? { text: gate.decision, colour: 'grey', icon: 'waiting' };
  return [
    element(
      'p',
      { class: 'change' },
      before,
      icon('arrow'),
      element('span', { class: 'pf-v6-screen-reader' }, ' becomes '),
      element('strong', {}, after),
      ' ',
      label(text, colour, icon(picture)),
      ...marks,
    ),
    ...(gate.reasons.length ? [element('ul', { class: 'reasons' }, ...gate.reasons.map(({ detail }) => element('li', {}, detail)))] : []),
  ];
}
