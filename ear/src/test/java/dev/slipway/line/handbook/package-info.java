/** README.md and the handbook do what they say: their commands are read from them, and run. */
@NullMarked
package dev.slipway.line.handbook;

import org.jspecify.annotations.NullMarked;
