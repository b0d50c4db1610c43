/**
 * How much of a list is shown. `read` takes a size and where to tell a problem, and tells whether the list is shown in that size; more
 * counts from then on. A reading that an event asks for meanwhile waits for it: it would take its place, and the press of "Show more"
 * would be lost. `restart` waits for nothing.
 */
export function growth({ first, next, read }) {
  let size = first;
  let growing = Promise.resolve();
  return {
    async load() {
      await growing;
      return read(size);
    },
    async grow(onProblem) {
      const nextSize = next(size);
      const reading = read(nextSize, onProblem);
      growing = reading.catch(() => undefined);
      if (await reading) size = nextSize;
    },
    restart() {
      size = first;
      growing = Promise.resolve();
      return read(size);
    },
  };
}
