/**
 * The demonstration: a story to look around in, with people, services, a hundred days of deployments, and three small archives that run.
 *
 * <p>What is told is plain values; the rest of the package puts them where they belong.
 */
@NullMarked
package dev.slipway.line.demo;

import org.jspecify.annotations.NullMarked;
