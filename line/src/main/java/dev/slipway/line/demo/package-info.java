/**
 * Demo data: people, services, a hundred days of deployments, and three small archives that run.
 *
 * <p>The story is plain values; the rest of the package stores them.
 */
@NullMarked
package dev.slipway.line.demo;

import org.jspecify.annotations.NullMarked;
