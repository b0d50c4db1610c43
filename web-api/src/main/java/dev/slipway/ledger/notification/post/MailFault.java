package dev.slipway.ledger.notification.post;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Explains to people why the mail server rejected a mail, with the server's own message. */
final class MailFault {
    private static final int LONGEST = 300;

    private MailFault() {}

    /**
     * The reason.
     *
     * @param server the mail server's host and port
     */
    static String reason(MessagingException thrown, String server) {
        if (thrown instanceof AuthenticationFailedException) {
            return "The mail server does not accept the line's user and password.";
        }
        Exception cause = thrown.getNextException();
        if (cause instanceof ConnectException) {
            return "The mail server at " + server + " takes no connection.";
        }
        if (cause instanceof UnknownHostException) {
            return "The mail server at " + server + " is not known.";
        }
        if (cause instanceof SocketTimeoutException) {
            return "The mail server at " + server + " does not answer.";
        }
        if (cause instanceof SSLException) {
            return "The mail server at " + server
                    + " has a certificate that this line does not trust, or speaks no TLS there.";
        }
        Address[] invalid = thrown instanceof SendFailedException refused ? refused.getInvalidAddresses() : null;
        if (invalid != null && invalid.length > 0) {
            return shortened("The mail server refuses the recipient " + listed(invalid) + ", so nobody got it"
                    + said(cause == null ? thrown : cause));
        }
        return shortened("The mail server at " + server + " rejected it" + said(thrown));
    }

    /** The refused recipients, if the server accepted the mail for others; empty if it accepted it for none. */
    static Optional<String> refusal(MessagingException thrown) {
        if (!(thrown instanceof SendFailedException failed) || count(failed.getValidSentAddresses()) == 0) {
            return Optional.empty();
        }
        String refused = Stream.of(failed.getInvalidAddresses(), failed.getValidUnsentAddresses())
                .filter(some -> count(some) > 0)
                .map(MailFault::listed)
                .collect(Collectors.joining(", "));
        Exception cause = failed.getNextException();
        return Optional.of(shortened("The mail server refuses the recipient " + refused + ", so only the others got it"
                + said(cause == null ? failed : cause)));
    }

    private static int count(Address @Nullable [] addresses) {
        return addresses == null ? 0 : addresses.length;
    }

    private static String listed(Address[] addresses) {
        return Arrays.stream(addresses).map(Address::toString).collect(Collectors.joining(", "));
    }

    private static String said(Exception thrown) {
        String text = String.valueOf(thrown.getMessage())
                .replaceAll("[\\p{Cc}\\s]+", " ")
                .strip();
        return text.isEmpty() || text.equals("null") ? "." : ": " + text;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
