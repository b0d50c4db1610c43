/**
 * What breaks on a machine is broken on purpose, while people and programs use the line: each drill says what was done, what they
 * noticed, how long it lasted, and that nothing was lost that the line had acknowledged. {@code .ci/drills} runs them alone, and ends
 * with the table of their figures.
 */
@NullMarked
package dev.slipway.line.drill;

import org.jspecify.annotations.NullMarked;
