package dev.slipway.ledger.notification.post;

import dev.slipway.ledger.notification.post.text.MailText;
import dev.slipway.ledger.notification.post.text.Message;
import jakarta.mail.Authenticator;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Sends mail by the line's mail server: as text, and the same as HTML.
 *
 * @param host the mail server
 * @param port where it listens
 * @param encryption {@code none}, {@code starttls} or {@code tls}
 * @param user the SMTP user; null if the server requires no authentication
 * @param password the SMTP password
 * @param from the sender's address
 * @param name the name by which the line greets the mail server
 */
public record Mailer(
        String host,
        int port,
        String encryption,
        @Nullable String user,
        @Nullable String password,
        String from,
        String name) {
    /**
     * How long the mail server may take for each answer. It may examine a mail for a minute before it accepts it; RFC
     * 5321, 4.5.3.2.6, grants it ten. Giving up earlier sends another copy with each retry.
     */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The same when a client waits for the outcome, and for each connection. */
    static final Duration SHORT_PATIENCE = Duration.ofSeconds(15);

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    /**
     * Sends a message.
     *
     * @param to the recipients
     * @param zone the time zone of the times in the message
     * @param patience how long the mail server may take for each answer
     * @return how far it got
     * @throws DeliveryException if it was accepted for no recipient; except if it reached others before, and the server
     *     rejected or deferred only the recipients
     */
    Delivery send(Message message, Recipients to, ZoneId zone, Instant now, Duration patience)
            throws DeliveryException {
        IdentifiedMail mail = new IdentifiedMail(session(patience), "<" + message.id() + "@" + domain() + ">");
        try {
            write(mail, message, to.addresses(), zone, now);
            Transport.send(mail);
            return Delivery.WHOLE;
        } catch (MessagingException e) {
            Optional<Delivery> partial = MailFault.delivery(e, to.isRest());
            if (partial.isPresent()) {
                return partial.get();
            }
            throw new DeliveryException(
                    MailFault.reason(e, host + ":" + port),
                    null,
                    false,
                    MailFault.isPermanent(e),
                    MailFault.isGeneral(e, mail.isRead()));
        }
    }

    private void write(MimeMessage mail, Message message, List<String> to, ZoneId zone, Instant now)
            throws MessagingException {
        mail.setFrom(new InternetAddress(from));
        for (String address : to) {
            mail.addRecipient(RecipientType.TO, new InternetAddress(address));
        }
        mail.setSubject(MailText.subject(message), UTF_8);
        mail.setSentDate(Date.from(now));
        mail.setHeader("Auto-Submitted", "auto-generated");
        MimeMultipart both = new MimeMultipart("alternative");
        both.addBodyPart(part(MailText.plain(message, zone), "plain"));
        both.addBodyPart(part(MailText.html(message, zone), "html"));
        mail.setContent(both);
        mail.saveChanges();
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    private String domain() {
        return from.substring(from.indexOf('@') + 1);
    }

    private Session session(Duration patience) {
        Properties settings = settings(patience);
        if (user == null || password == null) {
            return Session.getInstance(settings);
        }
        settings.setProperty("mail.smtp.auth", "true");
        PasswordAuthentication account = new PasswordAuthentication(user, password);
        return Session.getInstance(settings, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return account;
            }
        });
    }

    Properties settings(Duration patience) {
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.host", host);
        settings.setProperty("mail.smtp.port", String.valueOf(port));
        // By the machine's own name, which a native line knows as localhost, many servers refuse a client.
        settings.setProperty("mail.smtp.localhost", name);
        settings.setProperty("mail.smtp.connectiontimeout", String.valueOf(SHORT_PATIENCE.toMillis()));
        settings.setProperty("mail.smtp.timeout", String.valueOf(patience.toMillis()));
        settings.setProperty("mail.smtp.writetimeout", String.valueOf(SHORT_PATIENCE.toMillis()));
        // The mail is accepted by then: a server that does not answer would turn that into a failure.
        settings.setProperty("mail.smtp.quitwait", "false");
        // An invalid recipient must not keep the others from getting it.
        settings.setProperty("mail.smtp.sendpartial", "true");
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        settings.setProperty("mail.smtp.ssl.enable", String.valueOf(encryption.equals("tls")));
        settings.setProperty("mail.smtp.starttls.enable", String.valueOf(encryption.equals("starttls")));
        settings.setProperty("mail.smtp.starttls.required", String.valueOf(encryption.equals("starttls")));
        return settings;
    }

    /** Hides the password, since this may be logged. */
    @Override
    public String toString() {
        return "Mailer[host=" + host + ", port=" + port + "]";
    }

    /** The same Message-ID for each attempt, so that mail programs show duplicates once. */
    private static final class IdentifiedMail extends MimeMessage {
        private final String id;
        private boolean isRead;

        IdentifiedMail(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }

        /** Called once the server has accepted the sender and recipients. */
        @Override
        public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException, MessagingException {
            isRead = true;
            super.writeTo(out, ignored);
        }

        /** Whether the mail server got what is in it. */
        boolean isRead() {
            return isRead;
        }
    }
}
