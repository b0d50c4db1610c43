package dev.slipway.line.certificate;

import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Json;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The watcher's last findings, updated by what httpd serves for each name right now. */
public final class Inspection {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WatcherReport seen;
    private final List<Name> names;

    Inspection(WatcherReport seen, List<Name> names) {
        this.seen = seen;
        this.names = List.copyOf(names);
    }

    /**
     * A name's certificate.
     *
     * @param served empty if there is no TLS
     */
    record Name(CertificateStatus known, Optional<Served> served) {
        /** For people: a row of the table, and the last error. */
        List<String> lines() {
            return known.error().isEmpty()
                    ? List.of(CertificateRow.of(known, served))
                    : List.of(CertificateRow.of(known, served), "            " + known.error());
        }
    }

    /**
     * Looks at the certificates of all names.
     *
     * @throws CallException if the watcher has not looked yet
     */
    public static Inspection of(Settings settings) throws IOException {
        return of(WatcherReport.of(Json.read(written(settings))), settings);
    }

    static Inspection of(WatcherReport seen, Settings settings) {
        PublicAddress address = new PublicAddress(settings.front());
        return new Inspection(
                seen,
                seen.names().stream()
                        .map(then -> {
                            Optional<Served> served = address.served(then.name());
                            return new Name(then.now(served), served);
                        })
                        .toList());
    }

    /**
     * The watcher's report, from httpd, which the container {@code line} can also reach; from the file if httpd does
     * not answer.
     */
    static byte[] written(Settings settings) throws IOException {
        URI place = settings.balancer().resolve("/certificates/certificates.json");
        try {
            Answer answer = Caller.trusting(null)
                    .send(() -> HttpRequest.newBuilder(place).timeout(PATIENCE).build(), true, Duration.ZERO);
            if (answer.isSuccess()) {
                return answer.body();
            }
        } catch (CallException e) {
            // Falls back to the file.
        }
        Path file = settings.state().resolve("watch/certificates.json");
        if (!Files.isReadable(file)) {
            throw new CallException(
                    "Nobody has looked at the certificates yet.",
                    "./slipway up starts the line, and with it the watcher.");
        }
        return Files.readAllBytes(file);
    }

    WatcherReport seen() {
        return seen;
    }

    List<Name> names() {
        return names;
    }

    /** Whether every name is served the certificate that it should be, and the watcher has looked lately. */
    public boolean isWell(Instant now) {
        return names.stream().noneMatch(name -> name.known().isBad()) && !seen.isOld(now);
    }

    /** Whether a name waits for its first certificate. */
    public boolean isWaiting() {
        return names.stream().anyMatch(name -> name.known().state().equals("waiting"));
    }

    /** For people: the rows of the names that need attention, and their errors. */
    public List<String> problems() {
        return names.stream()
                .filter(name -> name.known().isBad())
                .flatMap(name -> name.lines().stream())
                .map(line -> line.substring(2))
                .toList();
    }
}
