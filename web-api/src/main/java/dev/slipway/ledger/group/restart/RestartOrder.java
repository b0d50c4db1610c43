package dev.slipway.ledger.group.restart;

import java.util.UUID;

/**
 * A restart, as other features see it.
 *
 * @param id which one
 * @param service whose workers
 * @param environment where
 * @param isForDefinition whether only those are restarted that do not run what they are configured with
 * @param actor who asked for it, or whose definition it is
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
