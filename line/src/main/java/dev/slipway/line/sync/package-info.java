/** What brings workers in line that run different content: a decision for each archive, from what runs and what is on record. */
@NullMarked
package dev.slipway.line.sync;

import org.jspecify.annotations.NullMarked;
