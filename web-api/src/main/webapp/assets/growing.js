/** A list extended by "Show more": always reloaded whole, so that it can be updated quietly. */

import { readPages } from './api.js';
import { growth } from './growth.js';
import { offerMore } from './paging.js';
import { fill } from './region.js';

const A_PAGE = 20;
const MOST_AT_ONCE = 100;

/**
 * `pathOf` is the list's address for a limit; `draw` makes nodes of its items and of what `beside` has loaded in
 * parallel; `end` gets the focus when there is no more. `load` reloads the current size, `restart` the first page for
 * other filters; both return whether the region shows it.
 */
export function growingList({ region, more, end, pathOf, draw, beside = () => undefined }) {
  const { load, grow, restart } = growth({ first: A_PAGE, next: (length) => (length < MOST_AT_ONCE ? MOST_AT_ONCE : length + MOST_AT_ONCE), read });

  async function read(length, onProblem) {
    let page;
    const isShown = await fill(region, async () => {
      const [items, other] = await Promise.all([readPages(pathOf(Math.min(length, MOST_AT_ONCE)), Math.ceil(length / MOST_AT_ONCE)), beside()]);
      page = items;
      return draw(page.items, other);
    }, { lines: 5, retry: load, onProblem });
    if (isShown) offerMore(more, page.next, page.items.length, { grow, end });
    return isShown;
  }

  /** The old content does not match the new filters, not even while they load. */
  function begin() {
    region.replaceChildren();
    more.hidden = true;
    return restart();
  }

  return { load, restart: begin };
}
