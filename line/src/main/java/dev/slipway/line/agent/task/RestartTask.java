package dev.slipway.line.agent.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.line.agent.journal.RestartFile;
import org.jspecify.annotations.Nullable;

/**
 * A restart of a group's workers, persisted in the {@link RestartFile}.
 *
 * @param service the service whose workers are restarted
 * @param isForDefinition whether only workers with an outdated configuration are restarted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RestartTask(
        String id,
        String environment,
        @Nullable String lockId,
        boolean isResumed,
        String service,
        boolean isForDefinition)
        implements Task {
    /** Read by earlier agents, which have one class for all tasks. */
    @JsonProperty("kind")
    public String kind() {
        return "restart";
    }

    @Override
    public String title() {
        return "the restart of " + service + "'s workers";
    }
}
