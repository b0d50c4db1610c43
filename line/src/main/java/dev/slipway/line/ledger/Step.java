package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of a deployment that the agent carries out.
 *
 * @param number its place among the others
 * @param at when it was
 * @param kind started, done, warning or failed
 * @param worker the worker that it was on, where it was on one
 * @param text what was done
 */
public record Step(long number, Optional<Instant> at, String kind, Optional<String> worker, String text) {
    static Step of(Json json) {
        return new Step(
                json.number("number", 0),
                json.time("at"),
                json.find("kind").orElse("done"),
                json.find("worker"),
                json.text("text"));
    }
}
