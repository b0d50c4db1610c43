package dev.slipway.ledger.request.step;

import dev.slipway.ledger.request.State;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A request's state and the agent's steps.
 *
 * @param items the steps after the requested one, in order; at most 500
 */
@Schema(description = "A request's state and the agent's steps.")
public record StepsResponse(@Schema(examples = "running") State state, List<StepItem> items) {}
