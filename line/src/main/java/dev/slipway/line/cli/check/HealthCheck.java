package dev.slipway.line.cli.check;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.lines.Durations;
import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Asks a service through httpd whether it is healthy. */
final class HealthCheck {
    private static final int TIMES = 5;

    /** Statuses that count as healthy: 200 only, or the agent's rule for a custom probe or the context root. */
    enum Good {
        OK,
        THERE,
        ANY;

        private boolean is(int status) {
            return switch (this) {
                case OK -> status == 200;
                case THERE -> isByTheService(status) && status != 404;
                case ANY -> isByTheService(status);
            };
        }

        /** httpd itself answers 421 for a host that it does not have. */
        private static boolean isByTheService(int status) {
            return status >= 100 && status < 500 && status != 421;
        }
    }

    private final CliContext cli;
    private final Caller caller;

    HealthCheck(CliContext cli, Caller caller) {
        this.cli = cli;
        this.caller = caller;
    }

    /** Follows httpd's redirect to the application; the same URL if there is none on that host. */
    URI application(URI url) {
        try {
            Answer answer = get(url);
            Optional<URI> there = answer.status() != 302
                    ? Optional.empty()
                    : answer.headers().firstValue("location").map(url::resolve);
            return there.filter(uri -> url.getRawAuthority().equals(uri.getRawAuthority()))
                    .orElse(url);
        } catch (CallException | IllegalArgumentException e) {
            return url;
        }
    }

    /**
     * Returns the last status after enough consecutive healthy ones.
     *
     * @param remedy the fix for an unhealthy service
     * @throws Failure if the service is not healthy
     * @throws Problem if its health is unknown because the last request did not reach the host
     */
    int await(URI url, Good good, Duration patience, String remedy) {
        Instant until = cli.clock().instant().plus(patience);
        int well = 0;
        while (true) {
            int status = 0;
            String answer;
            CallException unreached = null;
            try {
                status = get(url).status();
                answer = String.valueOf(status);
            } catch (CallException e) {
                answer = "nothing (" + e.what() + ")";
                unreached = isUnreached(e) ? e : null;
            }
            if (good.is(status)) {
                well++;
                if (well == TIMES) {
                    return status;
                }
                continue;
            }
            well = 0;
            if (!cli.clock().instant().isBefore(until)) {
                if (unreached != null) {
                    throw new Problem(
                            url + " could not be reached for " + Durations.text(patience) + ": " + unreached.what(),
                            unreached.remedy(),
                            unreached);
                }
                throw new Failure(
                        url + " answers " + answer + (good == Good.OK ? " and not 200, for " : ", for ")
                                + Durations.text(patience) + " now.",
                        remedy);
            }
            cli.pace().sleep(cli.pause().dividedBy(4));
        }
    }

    /** Whether no request reached the host. If one did, a missing or truncated answer is the service's fault. */
    private static boolean isUnreached(CallException e) {
        Throwable cause = e.getCause();
        return !(cause instanceof IOException)
                || cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLException;
    }

    private Answer get(URI url) {
        return caller.send(
                () -> HttpRequest.newBuilder(url)
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                false,
                Duration.ZERO);
    }
}
