package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** The ledger's exports for auditors. */
public final class Audit {
    /** The timeout until the first byte, and for pauses: the ledger may have to link many rows before. */
    private static final Duration EXTRACT = Duration.ofMinutes(30);

    private final Ledger ledger;

    /** For a ledger. */
    public Audit(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Writes an extract to a file.
     *
     * @param from the first day, in UTC
     * @param until the last day
     * @param file the file, which is created or overwritten
     * @throws IOException if the file cannot be written
     */
    public void save(LocalDate from, LocalDate until, Path file) throws IOException {
        ApiPath path = ApiPath.of("audit/extract").with("from", from).with("until", until);
        ledger.expect(ledger.save(path, file, "application/zip", EXTRACT), "for an audit extract");
    }

    /** The public keys of the line's signatures, oldest first. */
    public List<Json> keys() {
        return ledger.get(ApiPath.of("audit/keys"), "for the line's public keys")
                .items("items");
    }
}
