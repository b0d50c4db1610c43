package dev.slipway.line.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.cli.Called;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.http.Caller;
import dev.slipway.line.program.Problem;
import dev.slipway.line.stub.Stub.Reply;
import dev.slipway.line.stub.StubLedger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stub of the ledger stands for a service. */
class HealthCheckTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ME = "GET /api/v1/me";

    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    /** By a clock that moves by five seconds each time that it is read. */
    private HealthCheck check() {
        return new HealthCheck(
                new Called.From(folder).ticking(Duration.ofSeconds(5)).cli(), Caller.trusting(null));
    }

    private int await(URI url, HealthCheck.Good good) {
        return check().await(url, good, PATIENCE, "See its log.");
    }

    private URI me() {
        return ledger.uri().resolve("/api/v1/me");
    }

    private URI missing() {
        return ledger.uri().resolve("/api/v1/services/no");
    }

    @Test
    void wantsFiveAnswersInARow() {
        ledger.first(ME, Reply.of(503, ""), Reply.of(200, ""), Reply.of(404, ""), Reply.cut(), Reply.of(200, ""));
        new HealthCheck(new Called.From(folder).cli(), Caller.trusting(null))
                .await(me(), HealthCheck.Good.OK, PATIENCE, "");
        assertThat(ledger.received(ME)).hasSize(9);
    }

    @Test
    void saysWhatItGetsInstead() {
        assertThatThrownBy(() -> await(missing(), HealthCheck.Good.OK))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("/api/v1/services/no answers 404 and not 200, for 20 s now.");
    }

    /** From where it is asked, the host's name may be unknown, or its certificate not trusted. */
    @Test
    void blamesNoServiceThatItDoesNotReach() {
        URI gone;
        try (StubLedger other = StubLedger.start()) {
            gone = other.uri();
        }
        assertThatThrownBy(() -> await(gone.resolve("/"), HealthCheck.Good.ANY))
                .isInstanceOf(Problem.class)
                .isNotInstanceOf(Failure.class)
                .hasMessage(gone.resolve("/") + " could not be reached for 20 s: Nobody answers at "
                        + gone.getAuthority() + ".");
    }

    /** As where a page fails after its first bytes: httpd then ends the connection. */
    @Test
    void blamesAServiceThatBreaksOff() {
        Reply[] cut = new Reply[50];
        Arrays.fill(cut, Reply.cut());
        ledger.first(ME, cut);
        assertThatThrownBy(() -> await(me(), HealthCheck.Good.ANY))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(me() + " answers nothing (The connection to " + me().getAuthority())
                .hasMessageEndingWith("for 20 s now.");
    }

    @Test
    void takesWhatTheAgentTakes() {
        assertThat(await(missing(), HealthCheck.Good.ANY)).isEqualTo(404);
        assertThatThrownBy(() -> await(missing(), HealthCheck.Good.THERE))
                .hasMessageContaining("/api/v1/services/no answers 404, for 20 s now.");
        ledger.first(ME, Reply.of(401, ""), Reply.of(503, ""), Reply.of(421, ""));
        assertThat(check().await(me(), HealthCheck.Good.THERE, Duration.ofMinutes(5), ""))
                .isEqualTo(200);
        assertThat(ledger.received(ME)).as("503 begins anew, and httpd's 421").hasSize(8);
    }
}
