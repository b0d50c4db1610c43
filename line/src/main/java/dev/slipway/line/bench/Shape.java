package dev.slipway.line.bench;

/**
 * How much is sent, and how long.
 *
 * @param connections at a time, 1 or more
 * @param seconds 1 or more
 */
record Shape(int connections, int seconds) {}
