package dev.slipway.line.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.line.http.Json;
import dev.slipway.line.roll.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment ended.
 *
 * @param failure why it failed; null where it succeeded
 * @param putBackDigest the archive that was put back after a failure; null where nothing was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Result(
        Instant startedAt,
        Instant finishedAt,
        @Nullable String failure,
        @Nullable String putBackDigest) {
    /** What a finished entry says. */
    static Result of(Entry entry, @Nullable String putBackDigest) {
        Instant finishedAt = entry.finishedAt() == null ? entry.startedAt() : entry.finishedAt();
        return new Result(entry.startedAt(), finishedAt, text(entry.progress().failure()), putBackDigest);
    }

    /** The root cause, and all that was said if that is more. */
    private static @Nullable String text(@Nullable Failure failure) {
        if (failure == null) {
            return null;
        }
        boolean isAll = failure.cause().equals(failure.text());
        return Paragraph.of(isAll ? failure.cause() : failure.cause() + "\n" + failure.text());
    }

    String outcome() {
        return failure == null ? "succeeded" : "failed";
    }

    Json json() {
        return Json.object()
                .with("startedAt", startedAt)
                .with("finishedAt", finishedAt)
                .with("outcome", outcome())
                .with("failure", failure)
                .with("putBackDigest", putBackDigest);
    }
}
