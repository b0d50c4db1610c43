/**
 * As much of a browser as the scripts of a page touch when they are loaded, for tests that import them after this: a page without
 * content, a viewer who is signed in, a clock that stands still until a test moves it, and no chance.
 */

import { mock } from 'node:test';

mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
mock.method(Math, 'random', () => 0);

class FakeElement extends EventTarget {
  closest() {
    return null;
  }

  dataset = {};
  hidden = true;
  children = [];
  /** Of a form: the pairs of name and value. */
  entered = [];
  #attributes = new Map();

  setAttribute(name, value) {
    if (name === 'id') this.id = value;
    if (name.startsWith('data-')) this.dataset[name.slice('data-'.length)] = value;
    this.#attributes.set(name, value);
  }

  hasAttribute(name) {
    return this.#attributes.has(name);
  }

  removeAttribute(name) {
    this.#attributes.delete(name);
  }

  /** None is found. */
  querySelector() {
    return null;
  }

  querySelectorAll() {
    return [];
  }

  scrollIntoView() {}

  append(...children) {
    this.children.push(...children);
    for (const child of children) if (child instanceof FakeElement) child.parent = this;
  }

  replaceChildren(...children) {
    this.children = [];
    this.append(...children);
  }

  replaceWith(...nodes) {
    this.parent.replaceChildren(...this.parent.children.flatMap((each) => (each === this ? nodes : [each])));
  }
}

class FakeFormData {
  #entered;

  constructor({ entered }) {
    this.#entered = entered;
  }

  [Symbol.iterator]() {
    return this.#entered.values();
  }
}

const elements = new Map();

/** The element of an id; created on first use. */
export function byId(id) {
  if (!elements.has(id)) elements.set(id, new FakeElement());
  return elements.get(id);
}

/** The opened streams, newest last; `tell(type, data)` fires an event on one. */
export const streams = [];

class FakeEventSource extends EventTarget {
  static CLOSED = 2;
  readyState = 0;

  constructor() {
    super();
    streams.push(this);
  }

  close() {
    this.readyState = FakeEventSource.CLOSED;
  }

  tell(type, data) {
    this.dispatchEvent(Object.assign(new Event(type), { data: JSON.stringify(data) }));
  }
}

const page = new EventTarget();

Object.assign(globalThis, {
  EventSource: FakeEventSource,
  FormData: FakeFormData,
  addEventListener: page.addEventListener.bind(page),
  dispatchEvent: page.dispatchEvent.bind(page),
  location: new URL('http://localhost/'),
  document: Object.assign(new EventTarget(), { getElementById: byId, querySelectorAll: () => [], createElement: () => new FakeElement(), createElementNS: () => new FakeElement() }),
  fetch: async () => Response.json({ name: 'vera', roles: ['viewer'], deploys: [] }),
});

// Built into browsers for longer than into Node.
Promise.withResolvers ??= () => {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
};
Map.groupBy ??= (items, keyOf) => {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

/** Hides the page, as behind another tab, or shows it again. */
export function setHidden(hidden) {
  Object.assign(document, { hidden, visibilityState: hidden ? 'hidden' : 'visible' });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Advances the clock, and runs everything that waits only for promises. */
export async function pass(milliseconds) {
  mock.timers.tick(milliseconds);
  await new Promise((resolve) => setImmediate(resolve));
}
