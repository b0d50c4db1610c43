package dev.slipway.ledger.notification.post.text;

import dev.slipway.ledger.notification.Kind;
import dev.slipway.ledger.notification.Notice;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** A message as mail: its plain text, and the same in HTML. */
public final class MailText {
    private static final int LONGEST_SUBJECT = 150;
    private static final String STYLE = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif";

    private MailText() {}

    public static String subject(Message message) {
        String subject = message.subject();
        String whole = "[Slipway] "
                + (subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) + "…" : subject);
        return whole.replaceAll("\\p{Cc}+", " ");
    }

    /** Plain text, with the time by these clocks. */
    public static String plain(Message message, ZoneId zone) {
        return message.notices().stream()
                        .map(notice -> plain(message, notice, zone))
                        .collect(Collectors.joining("\n\n"))
                + "\n\n-- \n" + footer(message) + "\n";
    }

    private static String plain(Message message, Notice notice, ZoneId zone) {
        return notice.headline() + "\n" + (notice.detail().isEmpty() ? "" : notice.detail() + "\n")
                + Message.when(notice, zone) + "\n" + message.link(notice);
    }

    /** The same in HTML, with no picture and nothing that is loaded. */
    public static String html(Message message, ZoneId zone) {
        String body = message.notices().stream()
                .map(notice -> html(message, notice, zone))
                .collect(Collectors.joining());
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title></head>
                <body style="margin:0;padding:24px;background:#f2f2f2;color:#151515;%s">
                <div style="max-width:600px;margin:0 auto">
                %s<p style="margin:16px 4px;font-size:13px;color:#4d4d4d">%s</p>
                </div>
                </body>
                </html>
                """.formatted(escaped(subject(message)), STYLE, body, escaped(footer(message)));
    }

    private static String html(Message message, Notice notice, ZoneId zone) {
        String detail = notice.detail().isEmpty()
                ? ""
                : "<p style=\"margin:0 0 12px;font-size:15px;line-height:1.5;white-space:pre-line;overflow-wrap:anywhere\">"
                        + escaped(notice.detail()) + "</p>\n";
        return """
                <div style="margin:0 0 16px;padding:20px 24px;background:#fff;border-left:4px solid %s;border-radius:6px">
                <h1 style="margin:0 0 8px;font-size:18px;line-height:1.35;overflow-wrap:anywhere">%s</h1>
                %s<p style="margin:0 0 16px;font-size:13px;color:#4d4d4d">%s</p>
                <a href="%s" style="display:inline-block;padding:8px 16px;border-radius:6px;background:#0066cc;color:#fff;font-size:14px;text-decoration:none">Open in Slipway</a>
                </div>
                """.formatted(
                        colour(notice),
                        escaped(notice.headline()),
                        detail,
                        escaped(Message.when(notice, zone)),
                        escaped(message.link(notice)));
    }

    private static String colour(Notice notice) {
        if (notice.phase() == Notice.Phase.CLOSED) {
            return "#3d7317";
        }
        return notice.kind().isUrgent() && notice.kind() != Kind.TEST ? "#b1380b" : "#0066cc";
    }

    private static String footer(Message message) {
        return "Sent by Slipway at " + message.ledger().getHost()
                + ". Admins choose what is sent on the Notifications page.";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
