package dev.slipway.line.audit;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.util.Optional;

/**
 * A line of {@code links.jsonl}.
 *
 * @param position its position in the chain, from 1
 * @param table the row's table
 * @param id the row's id
 * @param at when it happened
 * @param digest the digest of the row's line
 * @param hash the hash of the chain up to here
 * @param isWithRow whether the row is in the extract
 * @param previous the predecessor's hash, if a part of the chain begins here
 */
record Link(
        long position,
        String table,
        String id,
        String at,
        String digest,
        String hash,
        boolean isWithRow,
        Optional<String> previous) {

    static Link read(byte[] line) throws IOException {
        Json json = Json.read(line);
        return new Link(
                json.number("position", -1),
                json.find("table").orElse(""),
                json.find("id").orElse(""),
                json.find("at").orElse(""),
                json.find("digest").orElse(""),
                json.find("hash").orElse(""),
                json.is("row"),
                json.find("previous"));
    }

    /** The hash that it must have after a predecessor. */
    String hashBehind(String before) {
        return Sha256.hex(before + "\n" + position + "\n" + table + "\n" + id + "\n" + at + "\n" + digest + "\n");
    }
}
