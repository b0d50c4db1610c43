/** The regions of the page that show what was before, for reading them anew has failed. */

/** Each with whether it was asked for since the last attempt. */
const behind = new Map();
let onStateChange = () => {};

/** Calls `listener(isBehind)` once a region is behind, and once none is any more. */
export function onBehindChange(listener) {
  onStateChange = listener;
}

/** Says that a region is being read anew. */
export function markRequested(region) {
  if (behind.has(region)) behind.set(region, true);
}

/** Says whether reading a region anew has failed. */
export function setBehind(region, isBehind) {
  const before = behind.size;
  if (isBehind) behind.set(region, true);
  else behind.delete(region);
  if (Boolean(before) !== Boolean(behind.size)) onStateChange(isBehind);
}

/**
 * Tells whether all is to be asked for again. What nobody asked for at the attempt before this one is left out from now on: it is
 * folded up, or gone.
 */
export function beginAttempt() {
  for (const [region, isRequested] of behind) {
    if (isRequested) behind.set(region, false);
    else setBehind(region, false);
  }
  return behind.size > 0;
}
