/** A list that grows by "Show more": it is always read whole, so that it can change quietly. */

import { readPages } from './api.js';
import { fill, offerMore } from './frame.js';

const A_PAGE = 20;
const MOST_AT_ONCE = 100;

/**
 * `pathOf` is the list's address for a limit, `draw` makes nodes of its items and of what `beside` has read meanwhile, and
 * `end` gets the focus when there is no more. `load` reads what is shown again, `restart` the first page for other filters;
 * both tell whether the region shows it.
 */
export function growingList({ region, more, end, pathOf, draw, beside = () => undefined }) {
  let length = A_PAGE;

  async function load(onProblem) {
    let page;
    const isShown = await fill(region, async () => {
      const [read, other] = await Promise.all([readPages(pathOf(Math.min(length, MOST_AT_ONCE)), Math.ceil(length / MOST_AT_ONCE)), beside()]);
      page = read;
      return draw(page.items, other);
    }, { lines: 5, retry: () => load(), onProblem });
    if (isShown) offerMore(more, page.next, page.items.length, { grow, end });
    return isShown;
  }

  async function grow(onProblem) {
    const before = length;
    length = length < MOST_AT_ONCE ? MOST_AT_ONCE : length + MOST_AT_ONCE;
    await load((problem) => {
      length = before;
      onProblem(problem);
    });
  }

  /** What is there is no answer to other filters, not even for as long as there is none. */
  function restart() {
    length = A_PAGE;
    region.replaceChildren();
    more.hidden = true;
    return load();
  }

  return { load: () => load(), restart };
}
