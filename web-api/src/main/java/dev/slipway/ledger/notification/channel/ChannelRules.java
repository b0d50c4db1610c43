package dev.slipway.ledger.notification.channel;

import dev.slipway.ledger.notification.Kind;
import dev.slipway.ledger.notification.post.Target;
import dev.slipway.ledger.platform.problem.Violation;
import java.util.ArrayList;
import java.util.List;

/** The rules for a new channel, beyond the constraints of its members. */
public final class ChannelRules {
    private ChannelRules() {}

    /** The violations of a request; empty if there are none. */
    static List<Violation> violations(AddNotificationChannelRequest request, boolean allowsLoopback) {
        List<Violation> violations = new ArrayList<>();
        Target.flaw(request.type(), request.target(), allowsLoopback)
                .ifPresent(flaw -> violations.add(new Violation("target", flaw)));
        if (request.kinds() != null && !request.kinds().stream().allMatch(Kind::isChosen)) {
            violations.add(new Violation("kinds", "contains a kind that cannot be chosen"));
        }
        if (request.quietFrom() == null && request.quietUntil() != null) {
            violations.add(new Violation("quietFrom", "is required with quietUntil"));
        }
        if (request.quietFrom() != null && request.quietUntil() == null) {
            violations.add(new Violation("quietUntil", "is required with quietFrom"));
        }
        if (request.quietFrom() != null && request.quietFrom().equals(request.quietUntil())) {
            violations.add(new Violation("quietUntil", "must differ from quietFrom"));
        }
        if (request.digestAt() != null && !request.type().isRead()) {
            violations.add(
                    new Violation("digestAt", "cannot be set for a webhook: programs get each event separately"));
        }
        return violations;
    }
}
