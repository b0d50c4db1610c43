package dev.slipway.ledger.alert.condition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Conditions in the words of the ledger. */
public final class TestConditions {

    private TestConditions() {}

    public static Condition backup(Instant takenAt, @Nullable Instant provenAt, String error) {
        return Wording.backup(takenAt, provenAt, error);
    }

    public static Condition certificate(String name, String state, String error) {
        return Wording.certificate(name, state, error);
    }

    /** Of a worker of the service shop; of its application only, if the worker itself is answering. */
    public static Condition silentWorker(Instant lookedAt, boolean isAnswering) {
        return Wording.silentWorker("shop1", "shop", "production", lookedAt, isAnswering);
    }

    public static Condition drift() {
        return Wording.drift("1", "shop", "production", "shop-production-1", "shop.war", "altered-content");
    }

    public static Condition noAgent(Instant lastSeen) {
        return Wording.noAgent(lastSeen);
    }
}
