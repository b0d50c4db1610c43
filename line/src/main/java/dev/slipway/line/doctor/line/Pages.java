package dev.slipway.line.doctor.line;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Trust;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;

/** Pages of the line, as seen without a sign-in. */
public record Pages(List<Page> pages) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * A page.
     *
     * @param status the HTTP status; 0 if there was no answer
     */
    public record Page(URI uri, int expected, int status) {
        /** Whether it answered as it should. */
        public boolean isWell() {
            return status == expected;
        }
    }

    public Pages {
        pages = List.copyOf(pages);
    }

    public static Pages of(DoctorContext context) throws IOException {
        Settings settings = context.settings();
        Caller caller = caller(settings);
        return new Pages(List.of(
                ledger(caller, settings),
                page(caller, settings.ledger() + "/docs/", 200),
                page(caller, settings.service("static") + "/", 401),
                page(caller, settings.auth() + "/realms/slipway/.well-known/openid-configuration", 200),
                page(caller, settings.consoles().get(0) + "/console/index.html", 200)));
    }

    /** The ledger's alone. */
    public static Page ledger(Settings settings) throws IOException {
        return ledger(caller(settings), settings);
    }

    private static Page ledger(Caller caller, Settings settings) {
        return page(caller, settings.ledger() + "/api/v1/me", 401);
    }

    private static Caller caller(Settings settings) throws IOException {
        return Caller.trusting(settings.authorities().map(Trust::of).orElse(null));
    }

    private static Page page(Caller caller, String address, int expected) {
        URI uri = URI.create(address);
        try {
            return new Page(
                    uri,
                    expected,
                    caller.send(
                                    () -> HttpRequest.newBuilder(uri)
                                            .timeout(PATIENCE)
                                            .build(),
                                    true,
                                    Duration.ZERO)
                            .status());
        } catch (CallException e) {
            return new Page(uri, expected, 0);
        }
    }

    public List<Finding> findings() {
        return pages.stream()
                .map(page -> page.isWell()
                        ? good(page.uri().toString())
                        : wrong("%s answers %03d instead of %d: ./slipway logs"
                                .formatted(page.uri(), page.status(), page.expected())))
                .toList();
    }
}
