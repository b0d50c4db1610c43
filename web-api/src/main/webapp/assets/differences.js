/** How two configurations differ: name by name, and of secrets only that they do. */

import { cell, element, row, rowHeading, table } from './dom.js';

/** A table of them; `before` and `after` say what the two are. */
export function differenceTable(changes, { before = 'Before', after = 'After' } = {}) {
  const { node, body } = table('What differs in the configuration', ['Name', before, after]);
  node.classList.add('differences');
  body.append(
    ...changes.map(({ name, change, before: earlier, after: later, isSecret }) =>
      row(
        rowHeading('Name', element('code', {}, name)),
        cell(before, side(earlier, isSecret && change !== 'added', 'secret')),
        cell(after, side(later, isSecret && change !== 'removed', change === 'changed' && !earlier ? 'secret, changed' : 'secret')),
      ),
    ),
  );
  return node;
}

function side(text, isSecret, secret) {
  return isSecret && (text === undefined || text === null) ? element('span', { class: 'subtle' }, secret) : value(text);
}

/** A value of a variable, or that there is none. */
export function value(text) {
  if (text === undefined || text === null) return element('span', { class: 'subtle' }, 'not set');
  if (text === '') return element('span', { class: 'subtle' }, 'empty');
  return element('code', { class: 'value' }, text);
}
