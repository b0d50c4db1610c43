/** Time for waiting, polling and timeouts, which tests replace, and the logging of persistent and unexpected problems. */
@NullMarked
package dev.slipway.line.pace;

import org.jspecify.annotations.NullMarked;
