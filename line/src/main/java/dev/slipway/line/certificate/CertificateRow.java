package dev.slipway.line.certificate;

import java.util.Optional;

/** A line of the table that people read, for one name. */
final class CertificateRow {
    static final String HEAD = line("state", "name", "issuer", "not after", "served", "newest", "next renewal");

    /** The last digits of a serial number are enough to distinguish certificates. */
    private static final int DIGITS = 8;

    private static final int LONGEST_ISSUER = 28;

    private CertificateRow() {}

    static String of(CertificateStatus known, Optional<Served> served) {
        return line(
                known.state(),
                known.name(),
                served.map(Served::issuer).map(CertificateRow::cut).orElse(""),
                served.map(now -> now.until().toString()).orElse("-"),
                served.map(Served::serial).map(CertificateRow::brief).orElse("-"),
                known.newest().isEmpty() ? "-" : brief(known.newest()),
                known.renewal().isEmpty() ? "-" : known.renewal());
    }

    private static String line(Object... cells) {
        return "  %-9s %-32s %-28s %-20s %-10s %-10s %s".formatted(cells);
    }

    private static String brief(String serial) {
        return "…" + serial.substring(Math.max(0, serial.length() - DIGITS));
    }

    private static String cut(String issuer) {
        return issuer.substring(0, Math.min(LONGEST_ISSUER, issuer.length()));
    }
}
