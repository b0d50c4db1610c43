/** What the tests' applications are made of; it runs in a service's worker. */
@NullMarked
package dev.slipway.line.service.app;

import org.jspecify.annotations.NullMarked;
