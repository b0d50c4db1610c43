package dev.slipway.line.worker;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.dmr.ModelNode;

/** A thread dump in the format of jstack, which tools can read. An application chooses the names in it. */
final class ThreadText {
    /** More than anybody reads, and less than the ledger accepts: in bytes, as JSON. */
    private static final int LONGEST = 700_000;

    private static final int LONGEST_NAME = 1_000;

    /** Control characters, and halves of characters, which the ledger does not take. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private ThreadText() {}

    /** The operation that reads the threads. */
    static ModelNode operation() {
        ModelNode dump = Operations.of("dump-all-threads", "core-service", "platform-mbean", "type", "threading");
        dump.get("locked-monitors").set(true);
        dump.get("locked-synchronizers").set(true);
        return dump;
    }

    /** Formats the result. */
    static String of(ModelNode threads) {
        StringBuilder text = new StringBuilder();
        int bytes = 0;
        for (ModelNode thread : list(threads)) {
            StringBuilder lines = new StringBuilder();
            add(lines, thread);
            for (String line : lines.toString().split("(?<=\n)")) {
                bytes += bytes(line);
                if (bytes > LONGEST) {
                    return text.append("\n… it is longer\n").toString();
                }
                text.append(line);
            }
        }
        return text.toString();
    }

    /** How many a text has in JSON, which has a backslash before some characters. */
    private static int bytes(String text) {
        long escaped = text.chars().filter(one -> "\"\\\n\t".indexOf(one) >= 0).count();
        return text.getBytes(StandardCharsets.UTF_8).length + (int) escaped;
    }

    private static String name(ModelNode node) {
        return name(node, "?");
    }

    private static String name(ModelNode node, String otherwise) {
        String name = node.asString(otherwise);
        String brief = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
        return UNPRINTABLE
                .matcher(brief)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    /** Whether any thread is in this method. */
    static boolean isAnyIn(ModelNode threads, String className, String method) {
        return list(threads).stream()
                .flatMap(thread -> list(thread.get("stack-trace")).stream())
                .anyMatch(frame -> frame.get("class-name").asString("").equals(className)
                        && frame.get("method-name").asString("").equals(method));
    }

    private static void add(StringBuilder text, ModelNode thread) {
        text.append('"')
                .append(name(thread.get("thread-name")))
                .append("\" #")
                .append(name(thread.get("thread-id")))
                .append('\n')
                .append("   java.lang.Thread.State: ")
                .append(name(thread.get("thread-state")))
                .append('\n');
        int depth = 0;
        for (ModelNode frame : list(thread.get("stack-trace"))) {
            text.append("\tat ")
                    .append(name(frame.get("class-name")))
                    .append('.')
                    .append(name(frame.get("method-name")))
                    .append('(')
                    .append(place(frame))
                    .append(")\n");
            if (depth == 0 && thread.get("lock-name").isDefined()) {
                text.append("\t- waiting on ").append(name(thread.get("lock-name")));
                if (thread.get("lock-owner-name").isDefined()) {
                    text.append(", held by \"")
                            .append(name(thread.get("lock-owner-name")))
                            .append('"');
                }
                text.append('\n');
            }
            for (ModelNode monitor : list(thread.get("locked-monitors"))) {
                if (monitor.get("locked-stack-depth").asInt(-1) == depth) {
                    text.append("\t- locked ")
                            .append(name(monitor.get("class-name")))
                            .append('@')
                            .append(Integer.toHexString(
                                    monitor.get("identity-hash-code").asInt(0)))
                            .append('\n');
                }
            }
            depth++;
        }
        text.append('\n');
    }

    private static String place(ModelNode frame) {
        if (frame.get("native-method").asBoolean(false)) {
            return "Native Method";
        }
        String file = name(frame.get("file-name"), "Unknown Source");
        int line = frame.get("line-number").asInt(-1);
        return line > 0 ? file + ":" + line : file;
    }

    private static List<ModelNode> list(ModelNode node) {
        return node.isDefined() ? node.asList() : List.of();
    }
}
