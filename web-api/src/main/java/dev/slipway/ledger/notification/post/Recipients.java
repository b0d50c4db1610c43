package dev.slipway.ledger.notification.post;

import java.util.List;

/**
 * Whom a mail goes to.
 *
 * @param addresses their addresses
 * @param isRest whether it reached others before
 */
record Recipients(List<String> addresses, boolean isRest) {
    Recipients {
        addresses = List.copyOf(addresses);
    }
}
