/** What all checks have in common. */
@NullMarked
package dev.slipway.line.doctor.check;

import org.jspecify.annotations.NullMarked;
