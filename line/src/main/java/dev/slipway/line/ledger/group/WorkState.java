package dev.slipway.line.ledger.group;

import java.util.Arrays;
import java.util.Locale;

/** How far the agent is with a sync or a restart. */
public enum WorkState {
    /** No agent has claimed it. */
    ASKED,
    RUNNING,
    DONE,
    FAILED,
    /** A state that only a newer ledger knows. */
    UNKNOWN;

    /** From the ledger's word. */
    public static WorkState of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The ledger's word for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it came to its end. */
    public boolean isOver() {
        return this == DONE || this == FAILED;
    }
}
