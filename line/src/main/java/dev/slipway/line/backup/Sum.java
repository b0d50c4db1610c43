package dev.slipway.line.backup;

/**
 * What is in a table.
 *
 * @param rows how many there are
 * @param digest the sum of a 64-bit digest of each row's text: the same for the same rows in any order
 */
record Sum(long rows, String digest) {}
