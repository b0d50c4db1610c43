package dev.slipway.line.bench.load;

/**
 * The amount and duration of the load.
 *
 * @param connections the number of concurrent connections, at least 1
 * @param seconds the duration, at least 1
 */
public record Shape(int connections, int seconds) {}
