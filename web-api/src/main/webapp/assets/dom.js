/** Building the page by createElement and text alone, so that no value from the ledger is ever taken for markup. */

/** An element with attributes (undefined ones left out) and children: nodes or text. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttribute(key, value);
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

/** A PatternFly table. Its roles are spelled out because on a narrow screen it is laid out as cards, and then is no table by itself. */
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

/** A cell; `label` is its heading when the table is laid out as cards. */
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

/** Grey lines where content is about to come. */
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

/** An inline PatternFly alert; `kind` is warning or danger. */
export function alert(kind, title, text, ...actions) {
  return element(
    'div',
    { class: `pf-v6-c-alert pf-m-inline pf-m-${kind}`, role: 'alert' },
    element('p', { class: 'pf-v6-c-alert__title' }, title),
    element('div', { class: 'pf-v6-c-alert__description' }, element('p', {}, text ?? '')),
    element('div', { class: 'pf-v6-c-alert__action-group' }, ...actions),
  );
}

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const ABSOLUTE = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const UNITS = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Infinity],
];

function relative(instant) {
  let amount = (instant - Date.now()) / 1000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(Math.round(amount)) < size) return RELATIVE.format(Math.round(amount), unit);
    amount /= size;
  }
  return '';
}

/** How long ago; the moment itself, in the reader's time zone, is in the tooltip. */
export function time(instant) {
  const date = new Date(instant);
  return element('time', { datetime: instant, title: ABSOLUTE.format(date), class: 'fact' }, relative(date));
}

export function absolute(date) {
  return ABSOLUTE.format(date);
}

/** Keeps every `time()` on the page true while the page stays open. */
export function keepTimesFresh() {
  setInterval(() => {
    for (const node of document.querySelectorAll('time.fact')) node.textContent = relative(new Date(node.dateTime));
  }, 30_000);
}

/** The time between two instants in at most two units: "3 min 12 s". */
export function duration(from, to) {
  const seconds = Math.max(0, Math.round((new Date(to) - new Date(from)) / 1000));
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ].filter(([amount]) => amount > 0);
  return parts.length ? parts.slice(0, 2).map(([amount, unit]) => `${amount} ${unit}`).join(' ') : 'under 1 s';
}
