package dev.slipway.ledger.notification.post.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.notification.Notice;
import dev.slipway.ledger.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Renders a message in the JSON that chat programs accept, with the time in the channel's time zone. External text is
 * escaped, so that it is never markup.
 */
public final class ChatText {
    public static final String MEDIA_TYPE = "application/json; charset=utf-8";

    private static final String OPEN = "Open in Slipway";
    private static final int MOST_SHOWN = 50;

    /**
     * Of the notices in one message to Teams, which takes about 28 KB in all. The workflow accepts a longer one, and
     * fails only afterwards.
     */
    private static final int MOST_BYTES = 18_000;

    private ChatText() {}

    /** For an incoming webhook of Slack's. */
    public static String slack(Message message, ZoneId zone) {
        return text(blocks(
                message,
                subject -> "*" + slackText(subject) + "*",
                notice -> "*" + slackText(notice.headline()) + "*" + line(slackText(notice.detail()))
                        + line(slackText(Message.when(notice, zone))) + "\n<" + message.link(notice) + "|" + OPEN
                        + ">"));
    }

    /** For an incoming webhook of Mattermost's. */
    public static String mattermost(Message message, ZoneId zone) {
        return text(blocks(
                message,
                subject -> "**" + mattermostText(subject) + "**",
                notice -> "**" + mattermostText(notice.headline()) + "**" + line(mattermostText(notice.detail()))
                        + line(mattermostText(Message.when(notice, zone))) + "\n[" + OPEN + "](" + message.link(notice)
                        + ")"));
    }

    /** An Adaptive Card, for the workflow of Microsoft Teams that posts one when a webhook is received. */
    public static String teams(Message message, ZoneId zone) {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("type", "message");
        ObjectNode attachment = root.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        ArrayNode body = card.putArray("body");
        if (message.isDigest()) {
            block(body, message.subject(), true);
        }
        int count = 0;
        int bytes = 0;
        for (Notice notice : shown(message)) {
            ArrayNode entry = entry(message, notice, zone);
            bytes += entry.toString().getBytes(StandardCharsets.UTF_8).length;
            if (count > 0 && bytes > MOST_BYTES) {
                break;
            }
            body.addAll(entry);
            count++;
        }
        int left = message.notices().size() - count;
        if (left > 0) {
            block(body, "and " + left + " more", false);
        }
        if (!message.isDigest()) {
            card.putArray("actions").add(open(message.link(message.first())));
        }
        return root.toString();
    }

    private static ArrayNode entry(Message message, Notice notice, ZoneId zone) {
        ArrayNode entry = Json.mapper().createArrayNode();
        block(entry, notice.headline(), true);
        if (!notice.detail().isEmpty()) {
            block(entry, notice.detail(), false);
        }
        block(entry, Message.when(notice, zone), false);
        if (message.isDigest()) {
            entry.addObject().put("type", "ActionSet").putArray("actions").add(open(message.link(notice)));
        }
        return entry;
    }

    private static ObjectNode open(String link) {
        return Json.mapper()
                .createObjectNode()
                .put("type", "Action.OpenUrl")
                .put("title", OPEN)
                .put("url", link);
    }

    private static void block(ArrayNode body, String text, boolean isTitle) {
        ObjectNode block = body.addObject();
        block.put("type", "TextBlock");
        block.put("text", teamsText(text));
        block.put("wrap", true);
        if (isTitle) {
            block.put("weight", "Bolder");
        }
    }

    private static String blocks(Message message, Function<String, String> subject, Function<Notice, String> block) {
        List<Notice> shown = shown(message);
        int left = message.notices().size() - shown.size();
        return (message.isDigest() ? subject.apply(message.subject()) + "\n\n" : "")
                + shown.stream().map(block).collect(Collectors.joining("\n\n"))
                + (left > 0 ? "\n\nand " + left + " more" : "");
    }

    private static List<Notice> shown(Message message) {
        return message.notices()
                .subList(0, Math.min(MOST_SHOWN, message.notices().size()));
    }

    private static String line(String text) {
        return text.isEmpty() ? "" : "\n" + text;
    }

    private static String text(String text) {
        return Json.mapper().createObjectNode().put("text", text).toString();
    }

    /** Escapes the three characters that Slack documents. */
    private static String slackText(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Has a zero-width space after each @: Mattermost looks for mentions when it has removed the backslashes. */
    private static String mattermostText(String text) {
        return markdownText(text).replace("@", "@\u200B");
    }

    /** Makes each line a paragraph: in the subset of Markdown that Teams reads, nothing else breaks a line. */
    private static String teamsText(String text) {
        return markdownText(text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    /** Escapes also what makes a list or a heading at the beginning of a line. */
    private static String markdownText(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]()#+!|<>~@])", "\\\\$1")
                .replaceAll("(?m)^([ \\t]*)([-=])", "$1\\\\$2")
                .replaceAll("(?m)^([ \\t]*\\d+)\\.(?=\\s|$)", "$1\\\\.");
    }
}
