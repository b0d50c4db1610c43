package dev.slipway.line.ledger.request;

import dev.slipway.line.http.Json;
import java.util.Optional;

/**
 * A step of a deployment by the agent.
 *
 * @param number its position
 * @param kind started, done, warning or failed
 * @param worker the worker, if it concerns one
 * @param text what was done
 */
public record RequestStep(long number, String kind, Optional<String> worker, String text) {
    /** The agent's first word for the beginning of a step in which WildFly starts the archive. */
    public static final String DEPLOYING = "Deploying";

    public static RequestStep of(Json json) {
        return new RequestStep(
                json.number("number", 0), json.find("kind").orElse("done"), json.find("worker"), json.text("text"));
    }

    /** Whether WildFly starts the archive in it, which may take minutes. */
    public boolean isStart() {
        return text.startsWith(DEPLOYING);
    }
}
