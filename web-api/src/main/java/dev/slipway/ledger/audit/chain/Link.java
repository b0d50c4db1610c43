package dev.slipway.ledger.audit.chain;

import dev.slipway.ledger.platform.text.Sha256;

/**
 * One link of the chain. Digests are SHA-256 in lower-case hexadecimal.
 *
 * @param position its place, counted from 1
 * @param table the row's table
 * @param id the row: its UUID, with {@code /} and its number where it has one
 * @param at when it happened, as canonical text
 * @param format the number of the table's format that the row's text has
 * @param digest of the row's canonical text, in UTF-8
 * @param hash over the previous hash and all of the above
 */
public record Link(long position, String table, String id, String at, int format, String digest, String hash) {
    /** The previous hash of the first link. */
    public static final String NONE = "0".repeat(64);

    /**
     * The link that follows another.
     *
     * @param before the hash of that; {@link #NONE} for the first
     * @param text the row's canonical text
     */
    static Link behind(String before, long position, String table, String id, String at, int format, String text) {
        String digest = Sha256.hex(text);
        return new Link(position, table, id, at, format, digest, hash(before, position, table, id, at, digest));
    }

    /** The hashed text: six lines, each terminated by a line feed. */
    static String hash(String before, long position, String table, String id, String at, String digest) {
        return Sha256.hex(before + "\n" + position + "\n" + table + "\n" + id + "\n" + at + "\n" + digest + "\n");
    }

    String rowId() {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }

    /** The row's number within its UUID; 0 if it has none. */
    int rowNumber() {
        int slash = id.indexOf('/');
        return slash < 0 ? 0 : Integer.parseInt(id.substring(slash + 1));
    }
}
