package dev.slipway.ledger.certificate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of one public name, as the watcher saw it.
 *
 * @param name the host name
 * @param source who makes its certificates: {@code local}, {@code acme} or {@code own}
 * @param issuer the issuer of the served certificate; this and the following are null if none is served
 * @param notBefore when it becomes valid
 * @param notAfter when it expires
 * @param servedSerial its serial number, hexadecimal
 * @param newestSerial the serial number of the newest certificate, hexadecimal; null before a CA has issued the first
 * @param nextRenewal when it will be renewed; null if it is not renewed automatically
 * @param lastError the last error; null if none
 * @param since since when it has that state
 */
record WatchedCertificate(
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
