/** Which secrets a line has, which of them a run rotates, and by which steps, as pure values. */
@NullMarked
package dev.slipway.line.rotation.plan;

import org.jspecify.annotations.NullMarked;
