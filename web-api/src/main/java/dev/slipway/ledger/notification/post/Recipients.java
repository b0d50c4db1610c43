package dev.slipway.ledger.notification.post;

import java.util.List;

/**
 * The recipients of a mail.
 *
 * @param isRest whether it reached others before
 */
record Recipients(List<String> addresses, boolean isRest) {
    Recipients {
        addresses = List.copyOf(addresses);
    }
}
