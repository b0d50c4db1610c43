/**
 * Whatever is done to the workers, or happens to them, while people and programs go on using the line: what those notice of it.
 *
 * <p>Nothing is the answer, but for what was under way on a worker that was killed.
 */
@NullMarked
package dev.slipway.line.roll;

import org.jspecify.annotations.NullMarked;
