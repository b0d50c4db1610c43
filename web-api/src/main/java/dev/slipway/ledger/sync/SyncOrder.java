package dev.slipway.ledger.sync;

import dev.slipway.ledger.deployment.Channel;
import java.util.Optional;
import java.util.UUID;

/**
 * A sync, as other features see it.
 *
 * @param id which one
 * @param environment whose workers are to be brought in line
 * @param service only this service; every one if empty
 * @param isBack whether what was released last comes back to the changed worker
 * @param actor who asked for it
 * @param channel through which channel
 */
public record SyncOrder(
        UUID id, String environment, Optional<String> service, boolean isBack, String actor, Channel channel) {

    static SyncOrder of(Sync sync) {
        return new SyncOrder(
                sync.id(),
                sync.environment().name(),
                sync.service().map(service -> service.name()),
                sync.isBack(),
                sync.actor(),
                sync.channel());
    }
}
