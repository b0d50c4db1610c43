package dev.slipway.ledger.certificate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the watcher saw of the certificate of one public name.
 *
 * @param name the host name
 * @param source who makes its certificates: {@code local}, {@code acme} or {@code own}
 * @param issuer who issued the one that is served; null where none is, as all that follows
 * @param notBefore from when it is good
 * @param notAfter until when
 * @param servedSerial its serial number, hexadecimal
 * @param newestSerial the serial number of the newest one there is, hexadecimal; null before a CA has given the first
 * @param nextRenewal when it is due to be renewed; null where nobody renews it by itself
 * @param lastError what went wrong last; null when nothing did
 * @param state how it stands
 * @param since since when
 */
record Finding(
        String name,
        String source,
        @Nullable String issuer,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter,
        @Nullable String servedSerial,
        @Nullable String newestSerial,
        @Nullable Instant nextRenewal,
        @Nullable String lastError,
        CertificateState state,
        Instant since) {}
