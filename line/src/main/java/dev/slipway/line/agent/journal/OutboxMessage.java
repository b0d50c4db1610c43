package dev.slipway.line.agent.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.line.agent.task.DeploymentTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result not yet sent to the ledger.
 *
 * @param steps the steps that the ledger may not have yet
 * @param commit the archive's commit, for a release that the ledger does not know
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutboxMessage(
        DeploymentTask task,
        Result result,
        List<StepReport> steps,
        @Nullable String commit) {
    public OutboxMessage {
        steps = List.copyOf(steps);
    }
}
