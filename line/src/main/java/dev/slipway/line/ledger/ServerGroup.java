package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * The workers that run one service in one environment.
 *
 * @param host the label of its host name, before the line's domain
 * @param state {@code waiting}, {@code making}, {@code ready}, {@code failed}, {@code removing} or {@code removed}
 * @param detail the step that is under way, or why it failed
 * @param workers the names of those that there are
 * @param json all that was answered
 */
public record ServerGroup(
        String service,
        String environment,
        String group,
        String host,
        String state,
        Optional<String> detail,
        List<String> workers,
        Json json) {
    /** Keeps a copy. */
    public ServerGroup {
        workers = List.copyOf(workers);
    }

    static ServerGroup of(Json json) {
        return new ServerGroup(
                json.text("service"),
                json.text("environment"),
                json.text("group"),
                json.text("host"),
                json.text("state"),
                json.find("detail"),
                json.items("workers").stream()
                        .map(worker -> worker.text("name"))
                        .toList(),
                json);
    }

    /** Whether nothing will happen to it by itself, but that what failed is tried again. */
    public boolean isSettled() {
        return switch (state) {
            case "ready", "failed", "removed" -> true;
            default -> false;
        };
    }

    /** Whether its workers are as the definition says. */
    public boolean isReady() {
        return state.equals("ready");
    }

    /** Whether something could not be made. */
    public boolean isFailed() {
        return state.equals("failed");
    }

    /** Whether the agent has not begun with it. */
    public boolean isUntouched() {
        return state.equals("waiting") || state.equals("removing") && detail.isEmpty();
    }

    /** Whether there is nothing of it but, maybe, data. */
    public boolean isGone() {
        return state.equals("removed");
    }
}
