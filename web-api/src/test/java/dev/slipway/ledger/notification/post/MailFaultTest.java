package dev.slipway.ledger.notification.post;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class MailFaultTest {
    @Test
    void namesWhoIsRefusedAndWhy() throws AddressException {
        Address[] invalid = {new InternetAddress("gone@example.org")};
        Exception reply = new SendFailedException("550 5.1.1 no such user\r\n");
        assertThat(reason(new SendFailedException("Invalid Addresses", reply, new Address[0], new Address[0], invalid)))
                .isEqualTo(
                        "The mail server refuses the recipient gone@example.org, so nobody got it: 550 5.1.1 no such user");
    }

    @Test
    void namesWhoIsRefusedWhereOthersGotIt() throws AddressException {
        Address[] sent = {new InternetAddress("alice@example.org")};
        Address[] unsent = {new InternetAddress("full@example.org")};
        Address[] invalid = {new InternetAddress("gone@example.org")};
        Exception reply = new SendFailedException("550 5.1.1 no such user\r\n");
        assertThat(MailFault.refusal(new SendFailedException("250 2.0.0 Ok", reply, sent, unsent, invalid)))
                .contains(
                        "The mail server refuses the recipient gone@example.org, full@example.org, so only the others got it:"
                                + " 550 5.1.1 no such user");
        assertThat(MailFault.refusal(new SendFailedException("554 5.7.1 spam", reply, null, unsent, invalid)))
                .isEmpty();
        assertThat(MailFault.refusal(new MessagingException("?"))).isEmpty();
    }

    @Test
    void saysWhatTheServerSaysOfTheSenderOrTheMail() {
        assertThat(reason(new SendFailedException("553 5.7.1 slipway@localtest.me: sender rejected\r\n")))
                .isEqualTo("The mail server at smtp.example.org:25 rejected it:"
                        + " 553 5.7.1 slipway@localtest.me: sender rejected");
        assertThat(reason(new MessagingException("x".repeat(1000))))
                .hasSize(300)
                .endsWith("…");
        assertThat(reason(new MessagingException())).isEqualTo("The mail server at smtp.example.org:25 rejected it.");
    }

    @Test
    void tellsAServerThatIsAwayFromOneThatRefuses() {
        assertThat(reason(new MessagingException("?", new ConnectException("refused"))))
                .isEqualTo("The mail server at smtp.example.org:25 takes no connection.");
        assertThat(reason(new MessagingException("?", new UnknownHostException("?"))))
                .isEqualTo("The mail server at smtp.example.org:25 is not known.");
        assertThat(reason(new MessagingException("?", new SocketTimeoutException("?"))))
                .isEqualTo("The mail server at smtp.example.org:25 does not answer.");
        assertThat(reason(new MessagingException("?", new SSLHandshakeException("PKIX"))))
                .startsWith("The mail server at smtp.example.org:25 has a certificate");
        assertThat(reason(new AuthenticationFailedException("535 secret")))
                .isEqualTo("The mail server does not accept the line's user and password.");
    }

    private static String reason(MessagingException thrown) {
        return MailFault.reason(thrown, "smtp.example.org:25");
    }
}
