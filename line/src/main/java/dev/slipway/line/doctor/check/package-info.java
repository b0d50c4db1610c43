/** The types shared by all checks. */
@NullMarked
package dev.slipway.line.doctor.check;

import org.jspecify.annotations.NullMarked;
