/** The offer of a list's next items, below it. */

import { read } from './api.js';
import { button, element } from './dom.js';
import { passFocus } from './region.js';
import { guarded } from './session.js';

const offered = new WeakMap();

/** Whether `place` shows this very offer. It stays, with its message: an event may reload the list right after a failed click. */
function isOffered(place, ...offer) {
  const state = JSON.stringify(offer);
  if (!place.hidden && offered.get(place) === state) return true;
  offered.set(place, state);
  return false;
}

function putOffer(place, next, more, note) {
  const hadFocus = place.contains(document.activeElement);
  place.hidden = !next;
  place.replaceChildren(more, note);
  if (hadFocus && next) more.focus({ preventScroll: true });
}

/**
 * Offers a list's next page in `place`, hidden if there is none: a button and `text`, which a problem replaces. `show`
 * gets the page, and calls this again for the following one; then the focus goes to the new button, or to `end`. For
 * another list, hide `place` first.
 */
export function offerNext(place, next, { text = '', signal, end, show }) {
  if (isOffered(place, next, text)) return;
  const note = element('span', { class: 'subtle' }, text);
  const more = button('Show more', async () => {
    more.disabled = true;
    const page = await guarded(
      () => read(next, signal),
      (problem) => note.replaceChildren(element('span', { role: 'alert' }, problem.text)),
    );
    more.disabled = false;
    if (page) show(page);
    passFocus(place, page && place.hidden ? end : place.firstChild);
  });
  putOffer(place, next, more, note);
}

/** Like `offerNext`, for a list that is reloaded with more items: `grow` does that, calls this, and gets where to show a problem. */
export function offerMore(place, next, shown, { grow, end }) {
  if (isOffered(place, next, shown)) return;
  const note = element('span', { class: 'subtle' }, `${shown} shown`);
  const more = button('Show more', async () => {
    more.disabled = true;
    await grow(({ text }) => note.replaceChildren(element('span', { role: 'alert' }, text)));
    more.disabled = false;
    passFocus(place, place.hidden ? end : place.firstChild);
  });
  putOffer(place, next, more, note);
}
