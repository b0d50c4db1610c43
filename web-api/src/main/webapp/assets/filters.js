/** Filters in the page's address, so that links and the back button restore them. */

import { onOtherAddress, setAddress } from './address.js';
import { apiPath, readPages } from './api.js';
import { element } from './dom.js';
import { input, select } from './forms.js';
import { guarded } from './session.js';

const PLACES_PAGES = 5;
const TYPING_MILLISECONDS = 300;

/** The filters of these names in an address's query; anything else in the query is ignored. */
export function filtersFrom(search, names) {
  const query = new URLSearchParams(search);
  return Object.fromEntries(names.map((name) => [name, query.get(name) ?? '']));
}

export function isFiltered(filters) {
  return Object.values(filters).some(Boolean);
}

/** This page's address with these filters. */
export function address(filters) {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value));
  return query.size ? `${location.pathname}?${query}` : location.pathname;
}

/** A labelled choice in a filter form, still without options. */
export function choice(name, label) {
  return labelled(name, label, select(name, []), element('span', { class: 'chevron' }));
}

/** A labelled field to type or to pick a date in. */
export function typed(name, label, attributes) {
  return labelled(name, label, input(name, attributes));
}

function labelled(name, label, control, ...more) {
  control.id = `filter-${name}`;
  return element(
    'div',
    { class: `filter filter-${name}` },
    element('label', { for: control.id }, label),
    element('span', { class: 'pf-v6-c-form-control' }, control, ...more),
  );
}

const offered = new WeakMap();

/** Offers [value, text] pairs and "All"; a value from the address stays, even if unknown. An unchanged offer stays, as it may be in use. */
export function offer(form, name, choices, value, all = 'All') {
  const node = form.elements[name];
  const isOffered = choices.some(([each]) => each === value);
  const options = [['', all], ...choices, ...(value && !isOffered ? [[value, value]] : [])];
  const state = JSON.stringify(options);
  if (offered.get(node) !== state) node.replaceChildren(...options.map(([each, text]) => element('option', { value: each }, text)));
  offered.set(node, state);
  if (node.value !== value) node.value = value;
}

/** The services and environments to choose from; empty if they cannot be loaded. */
export async function readPlaces() {
  const all = (resource) => guarded(() => readPages(apiPath(resource, { limit: 100 }), PLACES_PAGES), () => {});
  const [services, environments] = await Promise.all([all('services'), all('environments')]);
  return { service: services?.items ?? [], environment: environments?.items ?? [] };
}

/** Offers them in the selects of their names. */
export function offerPlaces(form, places, filters) {
  for (const [name, items] of Object.entries(places)) offer(form, name, items.map((each) => [each.name, each.title]), filters[name]);
}

/** Copies the address's values to the form's other fields; leaves the one being typed in alone. */
export function fillIn(form, filters, isTyping) {
  for (const [name, value] of Object.entries(filters)) {
    const control = form.elements[name];
    if (control && !(isTyping && control === document.activeElement)) control.value = value;
  }
}

/**
 * Puts the form's values into the address and calls `show(isTyping)`: at once for a choice, after a pause for typed
 * text; also when the address changes. Typing makes one history entry, not one per letter.
 */
export function follow(form, show) {
  let timer;
  let isTyping = false;
  const go = (isStep) => {
    clearTimeout(timer);
    const filters = Object.fromEntries(new FormData(form));
    if (address(filters) === location.pathname + location.search) return;
    setAddress(address(filters), { isStep });
    show(document.activeElement?.type === 'search');
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go(isTyping);
  });
  form.addEventListener('change', () => {
    go(isTyping);
    isTyping = false;
  });
  form.addEventListener('input', (event) => {
    if (event.target.type !== 'search') return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      go(isTyping);
      isTyping = true;
    }, TYPING_MILLISECONDS);
  });
  onOtherAddress(() => {
    clearTimeout(timer);
    isTyping = false;
    show(false);
  });
}
