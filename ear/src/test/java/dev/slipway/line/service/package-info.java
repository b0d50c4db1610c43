/** Applications of a team's own, in servers of their own: what they find there, and what they cannot do. */
@NullMarked
package dev.slipway.line.service;

import org.jspecify.annotations.NullMarked;
