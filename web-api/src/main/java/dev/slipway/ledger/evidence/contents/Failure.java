package dev.slipway.ledger.evidence.contents;

import dev.slipway.ledger.platform.text.StorableText;
import jakarta.persistence.Embeddable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A test that did not pass.
 *
 * @param suite the class or the suite that it belongs to
 * @param name its name there
 * @param kind how it did not pass
 * @param message what it said, at most 2000 characters
 * @param detail the rest, as a rule where in the code it was; at most 8000 characters
 * @param durationMillis how long it took
 */
@Embeddable
@Schema(name = "TestFailure", description = "A test that did not pass.")
public record Failure(
        @Schema(examples = "org.example.BasketTest") String suite,
        @Schema(examples = "addsUp") String name,
        @Schema(examples = "failure") FailureKind kind,

        @Schema(examples = "expected: <3> but was: <2>") @Nullable
        String message,

        @Schema(examples = "org.opentest4j.AssertionFailedError: expected: <3> but was: <2>") @Nullable
        String detail,

        @Schema(examples = "12") @Nullable Long durationMillis) {
    /** More failures would not help a reader. */
    public static final int LIMIT = 100;

    /** Between what was looked at and what was found. */
    private static final String FINDING = ": ";

    /** The most characters of a suite's or a test's name. */
    public static final int NAME_LIMIT = 500;

    /** The most characters of a message. */
    public static final int MESSAGE_LIMIT = 2_000;

    /** The most characters of a detail. */
    public static final int DETAIL_LIMIT = 8_000;

    /** A step of a rehearsal: what was tried, and after a colon why it failed. */
    public static Failure ofRehearsal(String text) {
        int end = text.indexOf(FINDING);
        return new Failure(
                "rehearsal",
                StorableText.atMost(NAME_LIMIT, end < 0 ? text : text.substring(0, end)),
                FailureKind.FAILURE,
                end < 0 ? null : text.substring(end + FINDING.length()),
                null,
                null);
    }
}
