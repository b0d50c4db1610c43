package dev.slipway.line.identity.login;

import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Json;
import dev.slipway.line.identity.Grant;
import dev.slipway.line.identity.Realm;
import dev.slipway.line.pace.Pace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** Signs in by a code that is entered in a browser on any device (RFC 8628). */
final class DeviceGrant {
    private static final String TYPE = "urn:ietf:params:oauth:grant-type:device_code";

    /** Maximum seconds between two polls when the interval grows because Keycloak does not answer. */
    private static final long LONGEST_PAUSE = 60;

    private final Realm realm;
    private final Caller caller;
    private final Clock clock;
    private final Duration unit;

    /** With the length of a second, which tests shorten. */
    DeviceGrant(Realm realm, Caller caller, Clock clock, Duration unit) {
        this.realm = realm;
        this.caller = caller;
        this.clock = clock;
        this.unit = unit;
    }

    /** Tells which code to enter where, and waits for the sign-in. */
    Grant run(Consumer<String> output) {
        Pkce pkce = Pkce.fresh();
        Answer begun = Realm.post(
                realm.device(),
                Map.of(
                        "client_id",
                        realm.clientId(),
                        "scope",
                        "openid",
                        "code_challenge",
                        pkce.challenge(),
                        "code_challenge_method",
                        "S256"),
                caller);
        if (!begun.isSuccess()) {
            throw new CallException("Keycloak gives no code: " + Grant.refusal(begun) + ".", "");
        }
        Json code = begun.json();
        output.accept("Open " + code.text("verification_uri") + " in a browser, on any device, and enter the code "
                + code.text("user_code"));
        code.find("verification_uri_complete").ifPresent(uri -> output.accept("Or open " + uri));
        return poll(code, pkce);
    }

    /** A poll without an answer is retried: the user may still enter the code. */
    private Grant poll(Json code, Pkce pkce) {
        CallException last = null;
        Instant until = clock.instant().plusSeconds(code.number("expires_in", 600));
        long interval = code.number("interval", 5);
        long pause = interval;
        while (clock.instant().isBefore(until)) {
            long left = Duration.between(clock.instant(), until).toSeconds() + 1;
            new Pace().sleep(unit.multipliedBy(Math.min(pause, left)));
            Answer answer;
            try {
                answer = requestToken(code, pkce);
            } catch (CallException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                last = e;
                pause = longer(pause);
                continue;
            }
            if (answer.isSuccess()) {
                return Grant.of(answer, clock.instant());
            }
            if (answer.isTemporary()) {
                last = new CallException("Keycloak gives no token: status " + answer.status() + ".", "");
                pause = Math.max(longer(pause), retryAfter(answer));
                continue;
            }
            if (answer.status() != 400) {
                throw refused(answer);
            }
            last = null;
            switch (answer.json().find("error").orElse("")) {
                case "authorization_pending" -> {}
                case "slow_down" -> interval += 5;
                case "access_denied" -> throw new CallException("The sign-in was refused in the browser.", "");
                case "expired_token" -> throw tooLate();
                default -> throw refused(answer);
            }
            pause = interval;
        }
        throw last == null ? tooLate() : last;
    }

    private Answer requestToken(Json code, Pkce pkce) {
        return Realm.post(
                realm.token(),
                Map.of(
                        "grant_type", TYPE,
                        "client_id", realm.clientId(),
                        "device_code", code.text("device_code"),
                        "code_verifier", pkce.verifier()),
                caller);
    }

    /** By RFC 8628, section 3.5: twice as long. */
    private static long longer(long pause) {
        return Math.max(pause, Math.min(LONGEST_PAUSE, Math.max(1, pause) * 2));
    }

    private static long retryAfter(Answer answer) {
        String retryAfter = answer.headers().firstValue("Retry-After").orElse("");
        return retryAfter.matches("\\d{1,4}") ? Long.parseLong(retryAfter) : 0;
    }

    private static CallException refused(Answer answer) {
        return new CallException("Keycloak gives no token: " + Grant.refusal(answer) + ".", "");
    }

    private static CallException tooLate() {
        return new CallException("Nobody entered the code in time.", "Try again: slipway login");
    }
}
