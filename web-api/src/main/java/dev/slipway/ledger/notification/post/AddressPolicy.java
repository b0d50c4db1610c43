package dev.slipway.ledger.notification.post;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which addresses a webhook may resolve to: none of this machine's, since the line's own programs trust requests from its loopback.
 * Together with TLS, verified host names and no redirects, a webhook reaches only the host that it names.
 */
public final class AddressPolicy {
    private AddressPolicy() {}

    /**
     * Why a host is refused.
     *
     * @param addresses what its name resolves to
     * @param isOwn whether an address is one of this machine's
     * @param allowsLoopback whether loopback is let through, for tests
     */
    static Optional<String> refusal(
            Collection<InetAddress> addresses, Predicate<InetAddress> isOwn, boolean allowsLoopback) {
        for (InetAddress address : addresses) {
            if (allowsLoopback && address.isLoopbackAddress()) {
                continue;
            }
            boolean isRefused = address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isMulticastAddress()
                    || isOwn.test(address);
            if (isRefused) {
                return Optional.of("It is not sent: the receiver's host is this machine, or not a valid host.");
            }
        }
        return Optional.empty();
    }
}
