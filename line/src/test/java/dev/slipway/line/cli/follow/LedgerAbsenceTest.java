package dev.slipway.line.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.cli.Called;
import dev.slipway.line.cli.command.JsonOption;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.http.CallException;
import dev.slipway.line.identity.CredentialException;
import dev.slipway.line.pace.SwiftPace;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LedgerAbsenceTest {
    private static final String WARNING =
            "  ! The ledger does not answer just now; the request continues. Nobody is there.\n";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Output output =
            new JsonOption().output(new Called.From(Path.of("")).into(out).cli());
    private final LedgerAbsence absence =
            new LedgerAbsence(output, new SwiftPace(), Duration.ofMinutes(5), Duration.ofMinutes(2));

    @Test
    void saysOnceThatTheLedgerIsAway() {
        assertThat(absence.bridge(LedgerAbsenceTest::away)).isEmpty();
        assertThat(absence.bridge(LedgerAbsenceTest::away)).isEmpty();
        assertThat(shown()).isEqualTo(WARNING);
    }

    @Test
    void endsOnceThatHasLastedForLongerThanThePatience() {
        for (int minutes = 0; minutes <= 4; minutes += 2) {
            assertThat(absence.bridge(LedgerAbsenceTest::away)).isEmpty();
        }
        assertThatThrownBy(() -> absence.bridge(LedgerAbsenceTest::away)).isExactlyInstanceOf(CallException.class);
    }

    @Test
    void hasThePatienceAnewOnceTheLedgerHasAnswered() {
        for (int minutes = 0; minutes <= 4; minutes += 2) {
            assertThat(absence.bridge(LedgerAbsenceTest::away)).isEmpty();
        }
        assertThat(absence.bridge(() -> "news")).contains("news");
        assertThat(absence.bridge(LedgerAbsenceTest::away)).isEmpty();
        assertThat(shown()).isEqualTo(WARNING + WARNING);
    }

    @Test
    void endsAtOnceWhereTheCredentialHasExpired() {
        assertThatThrownBy(() -> absence.bridge(LedgerAbsenceTest::expired)).isInstanceOf(CredentialException.class);
        assertThatThrownBy(() -> LedgerAbsence.ignore(LedgerAbsenceTest::expired))
                .isInstanceOf(CredentialException.class);
        assertThat(shown()).isEmpty();
    }

    @Test
    void ignoresThatAQueryHasNoAnswer() {
        LedgerAbsence.ignore(LedgerAbsenceTest::away);
        assertThat(shown()).isEmpty();
    }

    private static String away() {
        throw new CallException("Nobody is there.", "");
    }

    private static String expired() {
        throw new CredentialException("The session has ended.", "");
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
