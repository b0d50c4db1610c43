package dev.slipway.ledger.notification.post;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Explains to people why the mail server rejected a mail, with the server's own message. */
final class MailFault {
    private static final int LONGEST = 300;

    /** As a server's answer begins. */
    private static final Pattern REPLY = Pattern.compile("[2-5]\\d\\d\\b");

    private static final Pattern REFUSAL = Pattern.compile("5\\d\\d\\b");

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
            return "The mail server at " + server + " refused the connection.";
        }
        if (cause instanceof UnknownHostException) {
            return "The mail server at " + server + " cannot be resolved.";
        }
        if (cause instanceof SocketTimeoutException) {
            return "The mail server at " + server + " does not answer.";
        }
        if (cause instanceof SSLException) {
            return "The mail server at " + server
                    + " has a certificate that this line does not trust, or does not speak TLS there.";
        }
        if (thrown instanceof SendFailedException failed && cause != null && isOfRecipients(failed)) {
            return shortened("The mail server " + rejected(failed) + ", so nobody got it" + message(cause));
        }
        return shortened("The mail server at " + server + " rejected it" + message(thrown));
    }

    /**
     * How far it got, if it reached some recipients; empty if none.
     *
     * @param isRest whether it reached others before: then it counts as well that the server takes it for none of these
     */
    static Optional<Delivery> delivery(MessagingException thrown, boolean isRest) {
        if (!(thrown instanceof SendFailedException failed)) {
            return Optional.empty();
        }
        boolean isPartial = !addresses(failed.getValidSentAddresses()).isEmpty();
        if (!isPartial && !(isRest && isOfRecipients(failed))) {
            return Optional.empty();
        }
        Exception cause = failed.getNextException();
        return Optional.of(new Delivery(
                shortened("The mail server " + rejected(failed) + ", so only the others got it"
                        + message(cause == null ? failed : cause)),
                deferred(failed)));
    }

    /** Whether it would refuse the account, the sender, the mail or all recipients again: it replied 5xx. */
    static boolean isPermanent(MessagingException thrown) {
        return thrown instanceof SendFailedException failed && isOfRecipients(failed)
                ? deferred(failed).isEmpty()
                : REFUSAL.matcher(String.valueOf(thrown.getMessage())).lookingAt();
    }

    /**
     * Whether the server would accept no other mail to these recipients either: all but a refusal of what is in this one.
     *
     * @param isRead whether the server had it before it replied
     */
    static boolean isGeneral(MessagingException thrown, boolean isRead) {
        return !isRead || !isPermanent(thrown);
    }

    /** Whether it concerns recipients; otherwise the server's answer about the sender or the mail is the message. */
    private static boolean isOfRecipients(SendFailedException thrown) {
        return thrown.getNextException() != null
                && !REPLY.matcher(String.valueOf(thrown.getMessage())).lookingAt();
    }

    /**
     * The recipients that the server may accept later: it replied 4xx. Jakarta Mail counts those with a full mailbox
     * (552), too, as valid and unsent, but has them in the order in which it has the server's replies.
     */
    private static List<String> deferred(SendFailedException thrown) {
        List<String> unsent = addresses(thrown.getValidUnsentAddresses());
        List<String> replies = replies(thrown).stream()
                .filter(reply -> reply.startsWith("4") || reply.startsWith("552"))
                .toList();
        return replies.size() != unsent.size()
                ? unsent
                : IntStream.range(0, unsent.size())
                        .filter(i -> replies.get(i).startsWith("4"))
                        .mapToObj(unsent::get)
                        .toList();
    }

    private static List<String> refused(SendFailedException thrown) {
        List<String> deferred = deferred(thrown);
        return Stream.concat(
                        addresses(thrown.getInvalidAddresses()).stream(),
                        addresses(thrown.getValidUnsentAddresses()).stream()
                                .filter(unsent -> !deferred.contains(unsent)))
                .toList();
    }

    /** The server's replies for the recipients that it rejected. */
    private static List<String> replies(SendFailedException thrown) {
        List<String> replies = new ArrayList<>();
        Exception next = thrown.getNextException();
        while (next != null) {
            replies.add(String.valueOf(next.getMessage()));
            next = next instanceof MessagingException chained ? chained.getNextException() : null;
        }
        return replies;
    }

    /** Whom the server refuses and whom it defers. */
    private static String rejected(SendFailedException thrown) {
        return Stream.of(named("refuses", refused(thrown)), named("defers", deferred(thrown)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" and "));
    }

    private static Optional<String> named(String what, List<String> addresses) {
        return addresses.isEmpty() ? Optional.empty() : Optional.of(what + " the recipient " + Target.of(addresses));
    }

    private static List<String> addresses(Address @Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses).map(Address::toString).toList();
    }

    private static String message(Exception thrown) {
        String text = String.valueOf(thrown.getMessage())
                .replaceAll("[\\p{Cc}\\s]+", " ")
                .strip();
        return text.isEmpty() || text.equals("null") ? "." : ": " + text;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
