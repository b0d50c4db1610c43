/** Time: what waits, asks again and gives up takes it from here, so that tests need none; what is wrong meanwhile it logs once. */
@NullMarked
package dev.slipway.line.pace;

import org.jspecify.annotations.NullMarked;
