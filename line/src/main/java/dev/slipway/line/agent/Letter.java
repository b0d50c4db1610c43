package dev.slipway.line.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger is yet to hear.
 *
 * @param commit what the archive was built from, for a release that the ledger does not know
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Letter(
        Task task,
        Result result,
        List<StepReport> steps,
        @Nullable String commit) {
    public Letter {
        steps = List.copyOf(steps);
    }
}
