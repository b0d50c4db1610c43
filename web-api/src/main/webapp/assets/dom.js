/** Builds the page by createElement and text only, so that no value from the ledger is interpreted as markup. */

export const byId = (id) => document.getElementById(id);

/** An element with attributes (undefined or false ones are omitted) and children: nodes or text. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children);
  return node;
}

export function button(text, onClick, style = 'pf-m-secondary') {
  const node = element(
    'button',
    { type: 'button', class: `pf-v6-c-button ${style}` },
    element('span', { class: 'pf-v6-c-button__text' }, text),
  );
  node.addEventListener('click', onClick);
  return node;
}

/**
 * The button of one item of several: to a screen reader, `about` says of which one. Where the item is drawn again, the
 * focus stays on the button with the same `id`.
 */
export function itemButton(text, onClick, { about, id, style } = {}) {
  const node = button(text, onClick, style);
  if (id) node.id = id;
  if (about) node.append(element('span', { class: 'pf-v6-screen-reader' }, about));
  return node;
}

/** A PatternFly table. Its roles are explicit because narrow screens lay it out as cards, which removes the implicit ones. */
export function table(caption, headings) {
  const body = element('tbody', { class: 'pf-v6-c-table__tbody', role: 'rowgroup' });
  const head = headings.map((heading) =>
    element('th', { class: 'pf-v6-c-table__th', role: 'columnheader', scope: 'col' }, heading),
  );
  const node = element(
    'table',
    { class: 'pf-v6-c-table pf-m-grid-md pf-m-compact', role: 'table' },
    element('caption', { class: 'pf-v6-screen-reader' }, caption),
    element(
      'thead',
      { class: 'pf-v6-c-table__thead', role: 'rowgroup' },
      element('tr', { class: 'pf-v6-c-table__tr', role: 'row' }, ...head),
    ),
    body,
  );
  return { node, body };
}

export function row(...cells) {
  return element('tr', { class: 'pf-v6-c-table__tr', role: 'row' }, ...cells);
}

/** A cell; `label` is its heading in the card layout. */
export function cell(label, ...children) {
  return element('td', { class: 'pf-v6-c-table__td', role: 'cell', 'data-label': label }, element('div', {}, ...children));
}

export function rowHeading(label, ...children) {
  return element(
    'th',
    { class: 'pf-v6-c-table__th', role: 'rowheader', scope: 'row', 'data-label': label },
    element('div', {}, ...children),
  );
}

export function lead(...children) {
  return element('span', { class: 'lead' }, ...children);
}

export function detail(...children) {
  return element('span', { class: 'detail' }, ...children);
}

/** A placeholder of grey lines while content loads. */
export function loading(lines) {
  const bars = Array.from({ length: lines }, () => element('div', { class: 'pf-v6-c-skeleton pf-m-text-lg' }));
  return element('div', { class: 'loading', 'aria-hidden': 'true' }, ...bars);
}

export function empty(title, ...children) {
  return element(
    'div',
    { class: 'pf-v6-c-empty-state pf-m-sm' },
    element(
      'div',
      { class: 'pf-v6-c-empty-state__content' },
      element('p', { class: 'pf-v6-c-empty-state__title-text' }, title),
      element('div', { class: 'pf-v6-c-empty-state__body' }, ...children),
    ),
  );
}

/** An inline PatternFly alert; `kind` is info, success, warning or danger. */
export function alert(kind, title, text, ...actions) {
  return element(
    'div',
    { class: `pf-v6-c-alert pf-m-inline pf-m-${kind}`, role: 'alert' },
    element('p', { class: 'pf-v6-c-alert__title' }, title),
    element('div', { class: 'pf-v6-c-alert__description' }, element('p', {}, text ?? '')),
    ...(actions.length ? [element('div', { class: 'pf-v6-c-alert__action-group' }, ...actions)] : []),
  );
}

/** A PatternFly label; `colour` is red, orange, yellow, green, teal, blue, purple or grey. */
export function label(text, colour = 'grey', ...icons) {
  const style = colour === 'grey' ? '' : ` pf-m-${colour}`;
  return element(
    'span',
    { class: `pf-v6-c-label pf-m-outline${style}` },
    element(
      'span',
      { class: 'pf-v6-c-label__content' },
      ...icons.map((icon) => element('span', { class: 'pf-v6-c-label__icon' }, icon)),
      element('span', { class: 'pf-v6-c-label__text' }, text),
    ),
  );
}

/** A description list: pairs of term and value; pairs without a value are omitted. */
export function facts(...pairs) {
  const given = pairs.filter(([, value]) => value !== undefined && value !== null && value !== '');
  return element(
    'dl',
    { class: 'facts' },
    ...given.map(([term, value]) => element('div', {}, element('dt', {}, term), element('dd', {}, value))),
  );
}

/** Content that expands when its title is pressed. */
export function unfolding(title, ...content) {
  return element('details', { class: 'unfolding' }, element('summary', {}, title), ...content);
}

/** Calls `draw` only if its input has changed: unchanged nodes keep the focus and the selection. */
export function drawnOnce(draw) {
  let last;
  return (facts) => {
    const state = JSON.stringify(facts);
    if (last?.state !== state) last = { state, nodes: draw(facts) };
    return last.nodes;
  };
}

/** Puts nodes into a parent in this order and removes all others; a node that does not move keeps the focus. */
export function arrange(parent, nodes) {
  const kept = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!kept.has(child)) child.remove();
  let place = parent.firstChild;
  for (const node of nodes) {
    if (node === place) place = place.nextSibling;
    else parent.insertBefore(node, place);
  }
}

/** Puts the loaded nodes in place; nodes already there are not touched. */
export function settle(region, ...nodes) {
  region.removeAttribute('aria-busy');
  arrange(region, nodes);
}

/** Announces a text to screen readers once they are silent. While a dialog is open, only the dialog can announce. */
export function announce(text) {
  const status = byId('dialog')?.open ? byId('dialog').querySelector(':scope > [role=status]') : null;
  (status ?? byId('status')).textContent = text;
}
