package dev.slipway.line.cli;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.pace.Pace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The program as a test calls it: what came out, and how it ended. */
public record Called(int code, String out, String err) {

    /** Where and how it is called. */
    public static final class From {
        private final Path folder;
        private final Map<String, String> environment = new HashMap<>();
        private final Prompts prompts = new Prompts();
        private @Nullable String input;
        private @Nullable OutputStream output;
        private Clock clock = Clock.systemUTC();
        private Pace pace = new Pace();

        public From(Path folder) {
            this.folder = folder;
            environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        }

        /** With a ledger to ask, and a token for it. */
        public From at(URI ledger) {
            return with("SLIPWAY_LEDGER_URL", ledger.toString()).with("SLIPWAY_TOKEN", "token");
        }

        public From with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        public From without(String variable) {
            environment.remove(variable);
            return this;
        }

        /** With this on standard input. */
        public From given(String text) {
            input = text;
            return this;
        }

        /** With this as standard output. */
        public From into(OutputStream stream) {
            output = stream;
            return this;
        }

        /** At a terminal, where this is typed. */
        public From typing(String... answers) {
            prompts.typed.addAll(List.of(answers));
            return this;
        }

        /** What was asked at the terminal. */
        public List<String> prompts() {
            return prompts.prompts;
        }

        /** Each look at the clock is so much later than the one before. */
        public From ticking(Duration step) {
            Clock ticking = new Ticking(step);
            clock = ticking;
            pace = new Pace() {
                @Override
                protected long nanos() {
                    return Duration.between(Instant.EPOCH, ticking.instant()).toNanos();
                }
            };
            return this;
        }

        /** Before each look at the clock, somebody sets it forward by so much. */
        public From jumping(Duration step) {
            clock = new Ticking(step);
            return this;
        }

        /** At this time, which does not pass. */
        public From at(Instant now) {
            clock = Clock.fixed(now, ZoneOffset.UTC);
            return this;
        }

        public CliContext cli() {
            return cli(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        }

        private CliContext cli(ByteArrayOutputStream out, ByteArrayOutputStream err) {
            return new CliContext(
                    environment,
                    folder,
                    new PrintStream(output == null ? out : output, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    false,
                    input == null ? null : new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    prompts::answer,
                    clock,
                    pace,
                    Duration.ofMillis(10));
        }

        public Called call(String... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code = Main.run(cli(out, err), arguments);
            return new Called(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    private static final class Prompts {
        private final List<String> prompts = new ArrayList<>();
        private final Deque<String> typed = new ArrayDeque<>();

        Optional<String> answer(String text) {
            prompts.add(text);
            return Optional.ofNullable(typed.poll());
        }
    }

    private static final class Ticking extends Clock {
        private final Duration step;
        private Instant now = Instant.parse("2026-11-26T10:00:00Z");

        Ticking(Duration step) {
            this.step = step;
        }

        @Override
        public synchronized Instant instant() {
            now = now.plus(step);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
