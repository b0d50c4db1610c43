package dev.slipway.ledger.group.restart;

import java.util.UUID;

/**
 * A restart, as other features see it.
 *
 * @param isForDefinition whether only workers whose running configuration is outdated are restarted
 * @param actor the requester, or who applied the definition
 */
public record RestartOrder(UUID id, String service, String environment, boolean isForDefinition, String actor) {

    static RestartOrder of(Restart restart) {
        return new RestartOrder(
                restart.id(),
                restart.service().name(),
                restart.environment().name(),
                restart.isForDefinition(),
                restart.actor());
    }
}
