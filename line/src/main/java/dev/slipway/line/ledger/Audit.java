package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** What a ledger gives to auditors. */
public final class Audit {
    /** Until the first byte of it is there: a ledger may have much to link before. */
    private static final Duration EXTRACT = Duration.ofMinutes(30);

    private final Ledger ledger;

    /** Of a ledger. */
    public Audit(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Has an extract written to a file.
     *
     * @param from the first day, in UTC
     * @param until the last day
     * @param file one that is there
     */
    public void save(LocalDate from, LocalDate until, Path file) {
        ApiPath path = ApiPath.of("audit/extract").with("from", from).with("until", until);
        ledger.expect(ledger.save(path, file, "application/zip", EXTRACT), "for an audit extract");
    }

    /** The public keys by which the line signs, the first introduced first. */
    public List<Json> keys() {
        return ledger.get(ApiPath.of("audit/keys"), "for the line's public keys")
                .items("items");
    }
}
