/**
 * The size of a list that grows. `read` takes a size and where to show a problem, and returns whether the list is shown
 * in that size; a larger size counts only then. A reload by an event waits for a pending growth: otherwise it would
 * replace it, and the click on "Show more" would be lost. `restart` does not wait.
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
