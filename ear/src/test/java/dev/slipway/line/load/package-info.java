/** People and programs that use the line all the time, whatever is done to it meanwhile, and what became of all their requests. */
@NullMarked
package dev.slipway.line.load;

import org.jspecify.annotations.NullMarked;
