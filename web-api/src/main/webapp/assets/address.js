/** The page's address, of which its script makes history entries. */

const listeners = new Set();
let shown;

const here = () => location.pathname + location.search;

/** Changes the page's address: by another history entry, or by the same one for a step among many. */
export function setAddress(address, { isStep = false } = {}) {
  history[isStep ? 'replaceState' : 'pushState'](null, '', address);
  shown = here();
}

/** Calls `listener` when the browser has gone to another address of the page; not to another place in it, as by "Skip to content". */
export function onOtherAddress(listener) {
  shown = here();
  if (!listeners.size) addEventListener('popstate', tell);
  listeners.add(listener);
}

function tell() {
  if (here() === shown) return;
  shown = here();
  for (const listener of listeners) listener();
}
