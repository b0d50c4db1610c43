package dev.slipway.line.drill;

import dev.slipway.line.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The machine's clock, for all programs on it: only root can set it. Closing puts it right again. */
final class MachineClock implements AutoCloseable {
    private final Instant start = Instant.now();
    /** What it leaves alone: it counts on, whatever is set. */
    private final long startNanos = System.nanoTime();

    /** Puts it that far ahead of the right time; behind it, where that is negative. */
    void set(Duration ahead) {
        Instant time = start.plusNanos(System.nanoTime() - startNanos).plus(ahead);
        Command.bash(String.format(Locale.ROOT, "date --set=@%d.%09d", time.getEpochSecond(), time.getNano()))
                .quietly()
                .run()
                .expectSuccess();
    }

    @Override
    public void close() {
        set(Duration.ZERO);
    }
}
