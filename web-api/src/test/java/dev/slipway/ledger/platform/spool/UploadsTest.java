package dev.slipway.ledger.platform.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UploadsTest {
    private final Uploads uploads = new Uploads(Duration.ZERO);

    @Test
    void admitsEightAtATimeFromOnePerson() throws IOException {
        assertThat(during(8, "ann", () -> during(1, "bob", () -> "bob's"))).isEqualTo("bob's");
        refuses(429, () -> during(8, "ann", () -> during(1, "ann", () -> "the ninth")));
    }

    @Test
    void admitsTwelveAtATimeInAll() {
        refuses(503, () -> during(8, "ann", () -> during(4, "bob", () -> during(1, "carol", () -> "the thirteenth"))));
    }

    @Test
    void admitsOneAgainWhenAnotherHasEndedOrFailed() throws IOException {
        for (int i = 0; i < 5; i++) {
            refuses(429, () -> during(8, "ann", () -> during(1, "ann", () -> "the ninth")));
        }
        assertThat(during(8, "ann", () -> "the eighth")).isEqualTo("the eighth");
    }

    @Test
    void waitsForAPlace() throws Exception {
        Uploads patient = new Uploads(Duration.ofMinutes(1));
        Holder ann = new Holder("ann", "address of ann");
        FutureTask<String> next = new FutureTask<>(() -> patient.admit(ann, () -> "the ninth"));
        Thread waiter = new Thread(next);
        Uploads.Upload<String> last = () -> {
            waiter.start();
            while (waiter.isAlive() && waiter.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            return "the eighth";
        };
        for (int i = 0; i < 8; i++) {
            Uploads.Upload<String> inner = last;
            last = () -> patient.admit(ann, inner);
        }
        assertThat(last.receive()).isEqualTo("the eighth");
        assertThat(next.get(1, TimeUnit.MINUTES)).isEqualTo("the ninth");
    }

    @Test
    void saysHowManyThereAre() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> during(8, "ann", () -> during(1, "ann", () -> "the ninth")))
                .withMessageEndingWith("You send 8 files to this worker at once already; try again in a moment.");
    }

    /** Receives one upload while so many of a person, itself included, are under way. */
    private String during(int count, String person, Uploads.Upload<String> last) throws IOException {
        Uploads.Upload<String> upload = count == 1 ? last : () -> during(count - 1, person, last);
        return uploads.admit(new Holder(person, "address of " + person), upload);
    }

    private static void refuses(int status, Uploads.Upload<String> upload) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(upload::receive)
                .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(status));
    }
}
