/**
 * HTTP: a client over HTTP/1.1 with configurable trust, which retries idempotent requests, and
 * a reader and writer of JSON.
 */
@NullMarked
package dev.slipway.line.http;

import org.jspecify.annotations.NullMarked;
