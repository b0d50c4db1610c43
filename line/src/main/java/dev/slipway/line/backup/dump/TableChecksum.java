package dev.slipway.line.backup.dump;

/**
 * The checksum of a table.
 *
 * @param rows the number of rows
 * @param digest the sum of a 64-bit digest of each row's text: the same for the same rows in any order
 */
public record TableChecksum(long rows, String digest) {}
