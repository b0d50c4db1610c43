package dev.slipway.line.ledger.group;

import dev.slipway.line.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * The workers that run one service in one environment.
 *
 * @param host the label of its host name, before the line's domain
 * @param state {@code waiting}, {@code making}, {@code ready}, {@code failed}, {@code removing} or {@code removed}
 * @param detail the step in progress, or why it failed
 * @param workers the names of the existing workers
 * @param json the full answer
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

    /** Whether nothing is in progress; a failed one will still be retried. */
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

    /** Whether it is removed; its data may remain. */
    public boolean isGone() {
        return state.equals("removed");
    }
}
