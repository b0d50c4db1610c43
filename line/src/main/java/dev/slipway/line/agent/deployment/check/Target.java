package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.roll.Host;
import java.util.Optional;

/**
 * What a service's archive is to be deployed to.
 *
 * @param workers how many there are
 * @param host the service's host name on httpd; empty if it has none
 * @param group the server group by the service's definition, if there is one
 */
record Target(String service, int workers, Optional<Host> host, Optional<DesiredGroup> group) {
    boolean hasLogin() {
        return group.filter(DesiredGroup::hasLogin).isPresent();
    }

    boolean hasDatabase() {
        return group.filter(DesiredGroup::hasDatabase).isPresent();
    }
}
