package dev.slipway.line.bench;

/**
 * The amount and duration of the load.
 *
 * @param connections the number of concurrent connections, at least 1
 * @param seconds the duration, at least 1
 */
record Shape(int connections, int seconds) {}
