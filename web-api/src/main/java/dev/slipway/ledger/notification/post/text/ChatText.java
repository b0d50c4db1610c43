package dev.slipway.ledger.notification.post.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.notification.Notice;
import dev.slipway.ledger.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Renders a message in the JSON that chat programs accept, with the time in the channel's time zone. External text is
 * escaped, so that it is never markup.
 */
public final class ChatText {
    public static final String MEDIA_TYPE = "application/json; charset=utf-8";

    /** How many notices one message may have. */
    public static final int MOST = 50;

    private static final String OPEN = "Open in Slipway";

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
        message.notices().forEach(notice -> body.addAll(entry(message, notice, zone)));
        if (!message.isDigest()) {
            card.putArray("actions").add(open(message.link(message.first())));
        }
        return root.toString();
    }

    /** How many of a message's notices, the first ones, one message to Teams has room for; at least one. */
    public static int roomInTeams(Message message, ZoneId zone) {
        int count = 0;
        int bytes = 0;
        for (Notice notice : message.notices()) {
            bytes += entry(message, notice, zone).toString().getBytes(StandardCharsets.UTF_8).length;
            if (count > 0 && bytes > MOST_BYTES) {
                break;
            }
            count++;
        }
        return count;
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
        return (message.isDigest() ? subject.apply(message.subject()) + "\n\n" : "")
                + message.notices().stream().map(block).collect(Collectors.joining("\n\n"));
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
