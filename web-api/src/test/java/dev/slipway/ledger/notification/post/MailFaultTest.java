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
import java.util.List;
import java.util.Optional;
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
        SendFailedException reply = new SendFailedException("550 5.1.1 no such user\r\n");
        Address[] none = {};
        assertThat(delivery(new SendFailedException("250 2.0.0 Ok", reply, sent, none, invalid)))
                .contains(new Delivery(
                        "The mail server refuses the recipient gone@example.org, so only the others got it:"
                                + " 550 5.1.1 no such user",
                        List.of()));
        reply.setNextException(new SendFailedException("452 4.2.2 mailbox full\r\n"));
        assertThat(delivery(new SendFailedException("250 2.0.0 Ok", reply, sent, unsent, invalid)))
                .contains(new Delivery(
                        "The mail server refuses the recipient gone@example.org and defers the recipient full@example.org,"
                                + " so only the others got it: 550 5.1.1 no such user",
                        List.of("full@example.org")));
        assertThat(delivery(new SendFailedException("554 5.7.1 spam", reply, null, unsent, invalid)))
                .isEmpty();
        assertThat(delivery(new MessagingException("?"))).isEmpty();
    }

    @Test
    void namesAllWhereNobodyGotIt() throws AddressException {
        Address[] unsent = {new InternetAddress("bob@example.org")};
        Address[] invalid = {new InternetAddress("gone@example.org")};
        SendFailedException reply = new SendFailedException("550 5.1.1 no such user\r\n");
        reply.setNextException(new SendFailedException("450 4.2.0 greylisted\r\n"));
        assertThat(reason(new SendFailedException("Invalid Addresses", reply, null, unsent, invalid)))
                .isEqualTo(
                        "The mail server refuses the recipient gone@example.org and defers the recipient bob@example.org,"
                                + " so nobody got it: 550 5.1.1 no such user");
    }

    @Test
    void namesForWhomItIsTooSoon() throws AddressException {
        Address[] none = {};
        Address[] unsent = {new InternetAddress("bob@example.org")};
        Exception reply = new SendFailedException("450 4.2.0 greylisted\r\n");
        SendFailedException deferred = new SendFailedException("Invalid Addresses", reply, null, unsent, none);
        assertThat(reason(deferred))
                .isEqualTo(
                        "The mail server defers the recipient bob@example.org, so nobody got it: 450 4.2.0 greylisted");
        assertThat(delivery(deferred)).isEmpty();
        assertThat(MailFault.delivery(deferred, true))
                .contains(new Delivery(
                        "The mail server defers the recipient bob@example.org, so only the others got it:"
                                + " 450 4.2.0 greylisted",
                        List.of("bob@example.org")));
    }

    /** That one counts as valid and unsent, too; the server would be asked again for three days. */
    @Test
    void countsAFullMailboxAsRefused() throws AddressException {
        Address[] none = {};
        Address[] sent = {new InternetAddress("alice@example.org")};
        Address[] full = {new InternetAddress("full@example.org")};
        Address[] both = {new InternetAddress("full@example.org"), new InternetAddress("bob@example.org")};
        SendFailedException reply = new SendFailedException("552 5.2.2 mailbox full\r\n");
        assertThat(delivery(new SendFailedException("250 2.0.0 Ok", reply, sent, full, none)))
                .contains(new Delivery(
                        "The mail server refuses the recipient full@example.org, so only the others got it:"
                                + " 552 5.2.2 mailbox full",
                        List.of()));
        assertThat(reason(new SendFailedException("Invalid Addresses", reply, null, full, none)))
                .isEqualTo("The mail server refuses the recipient full@example.org, so nobody got it:"
                        + " 552 5.2.2 mailbox full");
        reply.setNextException(new SendFailedException("450 4.2.0 greylisted\r\n"));
        assertThat(delivery(new SendFailedException("250 2.0.0 Ok", reply, sent, both, none)))
                .contains(new Delivery(
                        "The mail server refuses the recipient full@example.org and defers the recipient bob@example.org,"
                                + " so only the others got it: 552 5.2.2 mailbox full",
                        List.of("bob@example.org")));
    }

    /** It refuses the sender or the mail, or it is away: that says nothing of these recipients. */
    @Test
    void tellsARecipientFromTheRest() throws AddressException {
        Address[] none = {};
        Address[] unsent = {new InternetAddress("bob@example.org")};
        Address[] invalid = {new InternetAddress("gone@example.org")};
        Exception reply = new SendFailedException("550 5.1.1 no such user\r\n");
        assertThat(MailFault.delivery(new SendFailedException("Invalid Addresses", reply, null, none, invalid), true))
                .contains(new Delivery(
                        "The mail server refuses the recipient gone@example.org, so only the others got it:"
                                + " 550 5.1.1 no such user",
                        List.of()));
        assertThat(MailFault.delivery(new SendFailedException("554 5.7.1 spam\r\n", reply, null, unsent, none), true))
                .isEmpty();
        assertThat(MailFault.delivery(new SendFailedException("451 later\r\n", null, null, unsent, none), true))
                .isEmpty();
        assertThat(MailFault.delivery(new MessagingException("?", new ConnectException("refused")), true))
                .isEmpty();
    }

    @Test
    void saysWhatTheServerSaysOfTheSenderOrTheMail() throws AddressException {
        assertThat(reason(new SendFailedException("553 5.7.1 slipway@localtest.me: sender rejected\r\n")))
                .isEqualTo("The mail server at smtp.example.org:25 rejected it:"
                        + " 553 5.7.1 slipway@localtest.me: sender rejected");
        Address[] unsent = {new InternetAddress("alice@example.org")};
        Address[] invalid = {new InternetAddress("gone@example.org")};
        Exception reply = new SendFailedException("550 5.1.1 no such user\r\n");
        assertThat(reason(new SendFailedException("554 5.7.1 spam\r\n", reply, null, unsent, invalid)))
                .as("whoever is refused besides")
                .isEqualTo("The mail server at smtp.example.org:25 rejected it: 554 5.7.1 spam");
        assertThat(reason(new MessagingException("x".repeat(1000))))
                .hasSize(300)
                .endsWith("…");
        assertThat(reason(new MessagingException())).isEqualTo("The mail server at smtp.example.org:25 rejected it.");
    }

    @Test
    void knowsWhatWouldBeRefusedAgain() throws AddressException {
        Address[] none = {};
        Address[] unsent = {new InternetAddress("bob@example.org")};
        Address[] invalid = {new InternetAddress("gone@example.org")};
        SendFailedException reply = new SendFailedException("550 5.1.1 no such user\r\n");
        assertThat(MailFault.isPermanent(new SendFailedException("Invalid Addresses", reply, null, none, invalid)))
                .as("all recipients")
                .isTrue();
        assertThat(MailFault.isPermanent(new SendFailedException("554 5.7.1 spam\r\n", reply, null, unsent, invalid)))
                .as("the mail")
                .isTrue();
        assertThat(MailFault.isPermanent(new SendFailedException("553 5.7.1 sender rejected\r\n")))
                .isTrue();
        assertThat(MailFault.isPermanent(new AuthenticationFailedException("535 5.7.8 wrong password\n")))
                .isTrue();
        reply.setNextException(new SendFailedException("450 4.2.0 greylisted\r\n"));
        assertThat(MailFault.isPermanent(new SendFailedException("Invalid Addresses", reply, null, unsent, invalid)))
                .as("some of them")
                .isFalse();
        assertThat(MailFault.isPermanent(new SendFailedException("451 later\r\n", null, null, unsent, none)))
                .isFalse();
        assertThat(MailFault.isPermanent(new AuthenticationFailedException("454 4.7.0 later\n")))
                .isFalse();
        assertThat(MailFault.isPermanent(new MessagingException("?", new ConnectException("refused"))))
                .isFalse();
    }

    @Test
    void tellsAServerThatIsAwayFromOneThatRefuses() {
        assertThat(reason(new MessagingException("?", new ConnectException("refused"))))
                .isEqualTo("The mail server at smtp.example.org:25 refused the connection.");
        assertThat(reason(new MessagingException("?", new UnknownHostException("?"))))
                .isEqualTo("The mail server at smtp.example.org:25 cannot be resolved.");
        assertThat(reason(new MessagingException("?", new SocketTimeoutException("?"))))
                .isEqualTo("The mail server at smtp.example.org:25 does not answer.");
        assertThat(reason(new MessagingException("?", new SSLHandshakeException("PKIX"))))
                .startsWith("The mail server at smtp.example.org:25 has a certificate");
        assertThat(reason(new AuthenticationFailedException("535 secret")))
                .isEqualTo("The mail server does not accept the line's user and password.");
    }

    private static Optional<Delivery> delivery(MessagingException thrown) {
        return MailFault.delivery(thrown, false);
    }

    private static String reason(MessagingException thrown) {
        return MailFault.reason(thrown, "smtp.example.org:25");
    }
}
