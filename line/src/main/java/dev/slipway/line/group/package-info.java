/** Server groups: the workers that run one service in one environment, what they are wanted to have, and how they are configured. */
@NullMarked
package dev.slipway.line.group;

import org.jspecify.annotations.NullMarked;
