package dev.slipway.ledger.evidence.format;

import dev.slipway.ledger.evidence.contents.Contents;
import dev.slipway.ledger.evidence.contents.Failure;
import dev.slipway.ledger.evidence.contents.FailureKind;
import dev.slipway.ledger.evidence.contents.Format;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.evidence.contents.Summary;
import dev.slipway.ledger.evidence.contents.Verdict;
import dev.slipway.ledger.platform.text.StorableText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts test cases, each once, however often it was retried. */
final class Tally {
    private static final double LONGEST_SECONDS = 1e9;

    private int passed;
    private int failed;
    private int errored;
    private int skipped;
    private double seconds;
    private final List<Failure> failures = new ArrayList<>();

    /** A test case while it is read. */
    static final class Case {
        private final String suite;
        private final String name;
        private final @Nullable Double seconds;
        private boolean isFailed;
        private boolean isErrored;
        private boolean isSkipped;

        Case(String suite, String name, @Nullable String time) {
            this.suite = StorableText.atMost(Failure.NAME_LIMIT, suite);
            this.name = StorableText.atMost(Failure.NAME_LIMIT, name);
            this.seconds = seconds(time);
        }

        void skip() {
            isSkipped = true;
        }
    }

    /**
     * Records that a test case did not pass; each of several failures of one case is kept while there is room, and the
     * case counts once.
     */
    void fail(Case test, FailureKind kind, @Nullable String message, CharSequence detail) {
        test.isErrored |= kind == FailureKind.ERROR;
        test.isFailed |= kind == FailureKind.FAILURE;
        if (failures.size() < Failure.LIMIT) {
            failures.add(new Failure(
                    test.suite,
                    test.name,
                    kind,
                    message == null ? null : StorableText.atMost(Failure.MESSAGE_LIMIT, message),
                    detail.isEmpty() ? null : StorableText.atMost(Failure.DETAIL_LIMIT, detail),
                    test.seconds == null ? null : Math.round(test.seconds * 1_000)));
        }
    }

    /** Counts a test case that was read to its end. */
    void add(Case test) {
        if (test.isErrored) {
            errored++;
        } else if (test.isFailed) {
            failed++;
        } else if (test.isSkipped) {
            skipped++;
        } else {
            passed++;
        }
        seconds += test.seconds == null ? 0 : test.seconds;
    }

    /** The reports' combined content. If no test ran, or all were skipped, there is no verdict. */
    Contents contents(Format format) {
        int tests = passed + failed + errored + skipped;
        Verdict verdict = passed > 0 ? Verdict.PASSED : Verdict.NONE;
        if (failed + errored > 0) {
            verdict = Verdict.FAILED;
        }
        Summary summary = new Summary(
                tests,
                passed,
                failed,
                errored,
                skipped,
                Math.round(seconds * 1_000),
                null,
                null,
                null,
                null,
                null,
                null);
        return new Contents(format, Kind.TESTS, verdict, summary, failures);
    }

    /**
     * Reads a length in seconds as the tools write it: {@code 0.012}, {@code 1,234.5}, {@code 0,012}.
     *
     * @return null if there is none, or nothing that makes sense
     */
    static @Nullable Double seconds(@Nullable String time) {
        if (time == null || time.length() > 40) {
            return null;
        }
        String number = time.strip();
        if (number.matches("\\d{1,3}(,\\d{3})+(\\.\\d*)?")) {
            number = number.replace(",", "");
        } else if (number.matches("\\d*,\\d+")) {
            number = number.replace(',', '.');
        }
        try {
            double seconds = Double.parseDouble(number);
            return seconds >= 0 && seconds <= LONGEST_SECONDS ? seconds : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
