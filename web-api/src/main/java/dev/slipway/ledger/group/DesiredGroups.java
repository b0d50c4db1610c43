package dev.slipway.ledger.group;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The desired state of all server groups.
 *
 * @param groups one by one, by name
 */
@Schema(name = "DesiredServerGroups", description = "The desired state of all server groups.")
public record DesiredGroups(List<DesiredGroup> groups) {
    public DesiredGroups {
        groups = List.copyOf(groups);
    }
}
