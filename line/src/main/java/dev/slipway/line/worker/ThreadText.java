package dev.slipway.line.worker;

import java.util.List;
import org.jboss.dmr.ModelNode;

/** A thread dump in the format of jstack, which tools can read. */
final class ThreadText {
    /** More than anybody reads, and less than the ledger accepts. */
    private static final int LONGEST = 700_000;

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
        for (ModelNode thread : list(threads)) {
            add(text, thread);
            if (text.length() > LONGEST) {
                text.setLength(LONGEST);
                return text.append("\n… it is longer\n").toString();
            }
        }
        return text.toString();
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
                .append(thread.get("thread-name").asString("?"))
                .append("\" #")
                .append(thread.get("thread-id").asString("?"))
                .append('\n')
                .append("   java.lang.Thread.State: ")
                .append(thread.get("thread-state").asString("?"))
                .append('\n');
        int depth = 0;
        for (ModelNode frame : list(thread.get("stack-trace"))) {
            text.append("\tat ")
                    .append(frame.get("class-name").asString("?"))
                    .append('.')
                    .append(frame.get("method-name").asString("?"))
                    .append('(')
                    .append(place(frame))
                    .append(")\n");
            if (depth == 0 && thread.get("lock-name").isDefined()) {
                text.append("\t- waiting on ").append(thread.get("lock-name").asString());
                if (thread.get("lock-owner-name").isDefined()) {
                    text.append(", held by \"")
                            .append(thread.get("lock-owner-name").asString())
                            .append('"');
                }
                text.append('\n');
            }
            for (ModelNode monitor : list(thread.get("locked-monitors"))) {
                if (monitor.get("locked-stack-depth").asInt(-1) == depth) {
                    text.append("\t- locked ")
                            .append(monitor.get("class-name").asString("?"))
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
        String file = frame.get("file-name").asString("Unknown Source");
        int line = frame.get("line-number").asInt(-1);
        return line > 0 ? file + ":" + line : file;
    }

    private static List<ModelNode> list(ModelNode node) {
        return node.isDefined() ? node.asList() : List.of();
    }
}
