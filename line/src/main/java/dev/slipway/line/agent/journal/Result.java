package dev.slipway.line.agent.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.http.Json;
import dev.slipway.line.roll.Failure;
import dev.slipway.line.worker.RootCause;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of a deployment.
 *
 * @param failure why it failed; null if it succeeded
 * @param putBackDigest the archive restored after a failure; null if none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Result(
        Instant startedAt,
        Instant finishedAt,
        @Nullable String failure,
        @Nullable Digest putBackDigest) {
    /** The result of a finished entry. */
    public static Result of(JournalEntry entry, @Nullable Digest putBackDigest) {
        Instant finishedAt = entry.finishedAt() == null ? entry.startedAt() : entry.finishedAt();
        return new Result(entry.startedAt(), finishedAt, text(entry.progress().failure()), putBackDigest);
    }

    /** A failure in place of a result that the ledger refuses, so that its request ends. */
    public static Result refused(Instant at, String why) {
        return new Result(at, at, LedgerText.of("its result was refused: " + why), null);
    }

    /**
     * The same, limited to times that the ledger takes: the clock may have been wrong, and the machine off for hours. There are no other
     * times to report.
     *
     * @param longest how long it may have taken
     * @param now the latest end
     */
    public Result within(Duration longest, Instant now) {
        Instant finished = finishedAt.isAfter(now) ? now : finishedAt;
        Instant earliest = finished.minus(longest);
        Instant started = startedAt.isAfter(finished) ? finished : startedAt;
        return new Result(started.isBefore(earliest) ? earliest : started, finished, failure, putBackDigest);
    }

    /** The root cause, followed by the full text if that is longer. */
    private static @Nullable String text(@Nullable Failure failure) {
        if (failure == null) {
            return null;
        }
        boolean isAll = failure.cause().startsWith(failure.text());
        return LedgerText.of(isAll ? failure.cause() : failure.cause() + "\n" + RootCause.exceptions(failure.text()));
    }

    public String outcome() {
        return failure == null ? "succeeded" : "failed";
    }

    public Json json() {
        return Json.object()
                .with("startedAt", startedAt)
                .with("finishedAt", finishedAt)
                .with("outcome", outcome())
                .with("failure", failure)
                .with("putBackDigest", putBackDigest);
    }
}
