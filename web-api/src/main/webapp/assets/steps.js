/** The steps that the agent reports while it runs a request. */

import { element } from './dom.js';
import { icon } from './icons.js';
import { clockTime, duration } from './time.js';
import { STEPS } from './words.js';

const WORTH_SAYING_MILLISECONDS = 1_000;

/**
 * An empty list. `add(items)` takes new steps: a started step gets a line, which its result on that worker replaces.
 * `last()` is the number of the last one taken.
 */
export function stepList() {
  const node = element('ol', { class: 'steps' });
  const begun = new Map();
  let last = 0;

  function take(step) {
    const open = begun.get(step.worker);
    if (open && (step.kind === 'done' || step.kind === 'failed')) {
      begun.delete(step.worker);
      open.line.replaceWith(line(step, open.step));
      return;
    }
    const added = line(step);
    node.append(added);
    if (step.kind === 'started') begun.set(step.worker, { step, line: added });
  }

  return {
    node,
    last: () => last,
    add(items) {
      const fresh = items.filter(({ number }) => number > last);
      fresh.forEach(take);
      if (fresh.length) last = fresh.at(-1).number;
    },
  };
}

/** A line for a step and its start. */
function line({ at, kind, worker, text }, start) {
  const { text: caption, icon: picture } = STEPS[kind] ?? STEPS.started;
  const took = start && Date.parse(at) - Date.parse(start.at) >= WORTH_SAYING_MILLISECONDS ? [element('span', {}, duration(start.at, at))] : [];
  return element(
    'li',
    { class: `step step-${kind}` },
    icon(picture),
    element(
      'span',
      { class: 'step-text' },
      ...(kind === 'started' ? [] : [element('span', { class: 'pf-v6-screen-reader' }, `${caption}: `)]),
      start && kind === 'failed' ? `${start.text}: ${text}` : text,
    ),
    element('span', { class: 'step-where' }, ...took, ...(worker ? [element('span', {}, worker)] : []), clockTime(start?.at ?? at)),
  );
}
