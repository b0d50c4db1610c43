/** A service's worker by itself, from the server that was built, without a line. */
@NullMarked
package dev.slipway.line.service;

import org.jspecify.annotations.NullMarked;
