/**
 * How the line speaks HTTP: one client over HTTP/1.1 that trusts what it is told to, repeats what may be repeated, and
 * reads and writes JSON.
 */
@NullMarked
package dev.slipway.line.http;

import org.jspecify.annotations.NullMarked;
