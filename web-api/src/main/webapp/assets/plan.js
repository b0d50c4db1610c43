/** The heading of the deploy and promote dialogs: from which version to which, and what blocks it. */

import { element, label } from './dom.js';
import { icon } from './icons.js';
import { reasonText } from './rules.js';
import { DECISIONS } from './words.js';

/** The change with the gate's decision and further labels, and the gate's reasons below. */
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
    ...(gate.reasons.length ? [element('ul', { class: 'reasons' }, ...gate.reasons.map((reason) => element('li', {}, reasonText(reason))))] : []),
  ];
}
