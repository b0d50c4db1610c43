package dev.slipway.ledger.notification.post;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Why the mail server did not take a mail, in words for people: with its own, for it alone knows. */
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
            return shortened("The mail server refuses the recipient "
                    + Arrays.stream(invalid).map(Address::toString).collect(Collectors.joining(", "))
                    + ", so nobody got it" + said(cause == null ? thrown : cause));
        }
        return shortened("The mail server at " + server + " does not take it" + said(thrown));
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
