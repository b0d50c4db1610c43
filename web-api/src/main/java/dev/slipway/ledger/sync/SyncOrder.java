package dev.slipway.ledger.sync;

import dev.slipway.ledger.deployment.Channel;
import java.util.Optional;
import java.util.UUID;

/**
 * A sync, as other features see it.
 *
 * @param environment the environment whose workers to synchronize
 * @param service only this service; every one if empty
 * @param isBack whether the changed worker is reset to the last release
 * @param actor the requester
 * @param channel the channel of the request
 */
public record SyncOrder(
        UUID id, String environment, Optional<String> service, boolean isBack, String actor, Channel channel) {
    /** What to do where a pipeline needs a job's token. */
    public static final String TAKES_NO_JOB_TOKEN = "A sync takes none: a person may request it.";

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
