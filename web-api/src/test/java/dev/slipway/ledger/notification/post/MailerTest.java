package dev.slipway.ledger.notification.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailerTest {
    private static final Mailer MAILER =
            new Mailer("smtp.example.org", 25, "none", null, null, "slipway@example.org", "mywebapp.example.org");

    /** A retry of what the server did accept is one more copy for everybody. */
    @Test
    void waitsForAServerThatExaminesWhatItGets() {
        Properties settings = MAILER.settings(Mailer.PATIENCE);

        assertThat(settings.getProperty("mail.smtp.timeout")).isEqualTo("300000");
        assertThat(settings.getProperty("mail.smtp.connectiontimeout")).isEqualTo("15000");
        assertThat(settings.getProperty("mail.smtp.quitwait")).isEqualTo("false");
    }

    @Test
    void doesNotLetAPersonWaitThatLong() {
        assertThat(MAILER.settings(Mailer.SHORT_PATIENCE).getProperty("mail.smtp.timeout"))
                .isEqualTo("15000");
    }
}
