/** Server groups: the workers that run one service in one environment, their desired state, and their configuration. */
@NullMarked
package dev.slipway.line.group;

import org.jspecify.annotations.NullMarked;
