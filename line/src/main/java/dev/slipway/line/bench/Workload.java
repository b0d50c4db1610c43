package dev.slipway.line.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is sent to the line again and again. */
enum Workload {
    W1("newest 20 of a service", "newest", "newest"),
    W2("one by id", "one", "one"),
    W3("create", "create", "create"),
    W4("a page under Basic", "page", null),
    W5("one by id, each over a new TLS connection", "connect", "one");

    private final String title;
    private final String script;
    private final @Nullable String statements;

    Workload(String title, String script, @Nullable String statements) {
        this.title = title;
        this.script = script;
        this.statements = statements;
    }

    /**
     * Reads a list such as {@code W1,W3}; in the order of the workloads, each once.
     *
     * @throws IllegalArgumentException when one of them is none
     */
    static List<Workload> listed(String text) {
        Set<Workload> found = EnumSet.noneOf(Workload.class);
        Arrays.stream(text.split(",", -1)).map(Workload::valueOf).forEach(found::add);
        return List.copyOf(found);
    }

    /** What it asks for, in a few words. */
    String title() {
        return title;
    }

    /** The name of the part of wrk's script that is its own. */
    String script() {
        return script;
    }

    /** The name of the part that asks httpd for a file instead. */
    String fileScript() {
        return this == W5 ? "file-connect" : "file";
    }

    /** The name of pgbench's script with the statements that the ledger runs for it; empty where it runs none. */
    Optional<String> statements() {
        return Optional.ofNullable(statements);
    }

    /** Whether it leaves rows in the ledger. */
    boolean isRecording() {
        return this == W3;
    }

    /** Whether it is the handbook that is asked, and not the ledger. */
    boolean isHandbook() {
        return this == W4;
    }
}
