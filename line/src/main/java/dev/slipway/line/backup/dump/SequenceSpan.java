package dev.slipway.line.backup.dump;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;

/**
 * The states of a sequence before and after its dump: sequences are not transactional, so they may advance during a
 * dump.
 *
 * @param before its state before the dump
 * @param after its state after it
 */
public record SequenceSpan(State before, State after) {
    private static final String TO = " to ";

    /**
     * Reads one.
     *
     * @param text one state, or two if it went on
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static SequenceSpan of(String text) {
        String[] states = text.split(TO, 2);
        return new SequenceSpan(State.of(states[0]), State.of(states[states.length - 1]));
    }

    /** The span from this one's beginning to the other's end. */
    SequenceSpan to(SequenceSpan later) {
        return new SequenceSpan(before, later.after);
    }

    /** Whether a restored sequence, which stands still, has a state that this one had; it may also go down. */
    boolean has(SequenceSpan restored) {
        State is = restored.after;
        return before.compareTo(is) <= 0 && is.compareTo(after) <= 0
                || after.compareTo(is) <= 0 && is.compareTo(before) <= 0;
    }

    /** The form that {@link #of} reads. */
    @JsonValue
    @Override
    public String toString() {
        return before.equals(after) ? after.toString() : before + TO + after;
    }

    /**
     * A state.
     *
     * @param value its last value
     * @param isGiven whether nextval has returned it (is_called)
     */
    public record State(long value, boolean isGiven) implements Comparable<State> {
        private static final String GIVEN = " given";
        private static final Comparator<State> ORDER =
                Comparator.comparingLong(State::value).thenComparing(State::isGiven);

        private static State of(String text) {
            return new State(Long.parseLong(text.replace(GIVEN, "")), text.endsWith(GIVEN));
        }

        @Override
        public int compareTo(State other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return value + (isGiven ? GIVEN : "");
        }
    }
}
