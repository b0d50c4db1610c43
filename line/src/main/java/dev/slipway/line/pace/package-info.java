/** Time: what waits, asks again and gives up takes it from here, so that tests need none. */
@NullMarked
package dev.slipway.line.pace;

import org.jspecify.annotations.NullMarked;
