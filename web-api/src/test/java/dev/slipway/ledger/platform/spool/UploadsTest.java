package dev.slipway.ledger.platform.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.problem.ProblemException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class UploadsTest {
    private final Uploads uploads = new Uploads();

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
