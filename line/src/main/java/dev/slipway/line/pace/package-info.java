/** Time for waiting, polling and timeouts, which tests replace. */
@NullMarked
package dev.slipway.line.pace;

import org.jspecify.annotations.NullMarked;
