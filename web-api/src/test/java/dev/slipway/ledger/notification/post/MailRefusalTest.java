package dev.slipway.ledger.notification.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.ledger.notification.post.StubMailServer.Encryption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's reply to what is in a mail says nothing of the next mail; that to its sender or all recipients does. */
class MailRefusalTest {
    @ParameterizedTest
    @CsvSource({
        "MAIL, 553 5.7.1 sender rejected, true, true",
        "RCPT, 550 5.1.1 no such user, true, true",
        "., 554 5.7.1 spam, true, false",
        "., 451 4.3.0 later, false, true",
    })
    void tellsARefusalOfOneMailFromThatOfTheChannel(
            String command, String reply, boolean isPermanent, boolean isGeneral) throws Exception {
        try (StubMailServer server =
                new StubMailServer(SSLContext.getDefault(), Encryption.NONE, Map.of(command, reply))) {
            Mailer mailer = new Mailer(
                    "127.0.0.1", server.port(), "none", null, null, "slipway@example.org", "mywebapp.example.org");
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> mailer.send(
                            FailureMessage.MESSAGE,
                            new Recipients(List.of("alice@example.org"), false),
                            ZoneOffset.UTC,
                            FailureMessage.AT,
                            Mailer.SHORT_PATIENCE))
                    .satisfies(e -> assertThat(e.reason()).contains(reply))
                    .satisfies(e -> assertThat(e.isPermanent()).isEqualTo(isPermanent))
                    .satisfies(e -> assertThat(e.isGeneral()).isEqualTo(isGeneral));
        }
    }
}
