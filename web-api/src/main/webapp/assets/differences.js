/** The differences between two configurations, by name; for secrets only that they differ. */

import { cell, element, row, rowHeading, table } from './dom.js';

/** The differences as a table; `before` and `after` are its headings. */
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

/** A variable's value, or that it has none. */
export function value(text) {
  if (text === undefined || text === null) return element('span', { class: 'subtle' }, 'not set');
  if (text === '') return element('span', { class: 'subtle' }, 'empty');
  return element('code', { class: 'value' }, text);
}

/** The differences to the configuration of the deployment before, or why they are unknown. */
export function drawConfiguration({ fromVersion, toVersion, changes }) {
  const isKnown = (version) => version !== undefined && version !== null;
  if (!isKnown(toVersion)) return [element('p', { class: 'subtle' }, 'Which configuration it ran with is not known.')];
  if (!isKnown(fromVersion)) return [element('p', {}, `${named(toVersion)}. Which one ran before is not known.`)];
  if (fromVersion === toVersion) return [element('p', {}, toVersion === 0 ? 'Nothing was ever set.' : `${named(toVersion)} ran before, too.`)];
  const summary = element('p', {}, `From ${fromVersion === 0 ? 'none' : named(fromVersion).toLowerCase()} to ${toVersion === 0 ? 'none' : named(toVersion).toLowerCase()}`);
  if (!changes.length) return [summary, element('p', { class: 'subtle' }, 'No differences.')];
  return [summary, differenceTable(changes)];
}

function named(version) {
  return `Version ${version}`;
}
