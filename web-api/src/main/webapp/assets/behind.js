/** Regions of the page whose last refresh failed, so that they show old data. */

/** Each with whether it was requested since the last attempt. */
const behind = new Map();
let onStateChange = () => {};

/** Calls `listener(isBehind)` when the first region falls behind, and when none is behind any more. */
export function onBehindChange(listener) {
  onStateChange = listener;
}

/** Marks a region as being refreshed. */
export function markRequested(region) {
  if (behind.has(region)) behind.set(region, true);
}

/** Records whether refreshing a region failed. */
export function setBehind(region, isBehind) {
  const before = behind.size;
  if (isBehind) behind.set(region, true);
  else behind.delete(region);
  if (Boolean(before) !== Boolean(behind.size)) onStateChange(isBehind);
}

/**
 * Returns whether to refresh everything again. Drops a region that nothing requested since the previous attempt: it is
 * collapsed or gone.
 */
export function beginAttempt() {
  for (const [region, isRequested] of behind) {
    if (isRequested) behind.set(region, false);
    else setBehind(region, false);
  }
  return behind.size > 0;
}
