/**
 * Whatever is done to the workers while people and programs go on using the line: what those notice of it. Nothing is the answer.
 */
@NullMarked
package dev.slipway.line.roll;

import org.jspecify.annotations.NullMarked;
