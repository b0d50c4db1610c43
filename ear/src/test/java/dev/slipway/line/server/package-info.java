/**
 * Tests that run inside the provisioned WildFly, where the inside is the point: the very migrations and libraries of the
 * archive, on the server's own data source.
 */
@NullMarked
package dev.slipway.line.server;

import org.jspecify.annotations.NullMarked;
