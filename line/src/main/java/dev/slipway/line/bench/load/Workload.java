package dev.slipway.line.bench.load;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests that the benchmark sends repeatedly. */
public enum Workload {
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
     * Parses a list such as {@code W1,W3}; the result has each workload once, in their own order.
     *
     * @throws IllegalArgumentException if one of them is unknown
     */
    public static List<Workload> listed(String text) {
        Set<Workload> found = EnumSet.noneOf(Workload.class);
        Arrays.stream(text.split(",", -1)).map(Workload::valueOf).forEach(found::add);
        return List.copyOf(found);
    }

    /** A short description. */
    public String title() {
        return title;
    }

    /** The name of its part of wrk's script. */
    public String script() {
        return script;
    }

    /** The name of the part that requests a file from httpd instead. */
    public String fileScript() {
        return this == W5 ? "file-connect" : "file";
    }

    /** The name of pgbench's script with the ledger's statements for it; empty if there are none. */
    public Optional<String> statements() {
        return Optional.ofNullable(statements);
    }

    /** Whether it writes to the ledger. */
    public boolean isRecording() {
        return this == W3;
    }

    /** Whether it reads the handbook instead of the ledger. */
    public boolean isHandbook() {
        return this == W4;
    }
}
