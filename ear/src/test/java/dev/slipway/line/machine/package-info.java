/** What the line is to its machine: whose its programs are, what they know, and what root does in the folders of others. */
@NullMarked
package dev.slipway.line.machine;

import org.jspecify.annotations.NullMarked;
