package dev.slipway.line.roll;

import dev.slipway.line.ledger.Services;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * httpd's balancers that send requests to the same workers. A drain disables a worker in all of them.
 *
 * @param names first the balancer for most requests, then the one for those that take long, if there is one; empty if
 *     httpd sends no requests there
 */
public record Balancers(List<String> names) {
    /** Of a service without a host name. */
    public static final Balancers NONE = new Balancers(List.of());

    /** The ledger's. The second is for long polls, which clients repeat and which may then go elsewhere. */
    public static final Balancers LEDGER = new Balancers(List.of(Services.LEDGER, Services.LEDGER + "-waiting"));

    /** How the name of a balancer for WebSockets ends: httpd does not check the health of its workers. */
    private static final String SOCKETS = ".sockets";

    public Balancers {
        names = List.copyOf(names);
    }

    /** Those of a server group, by the label of its host. The second is for WebSockets, whose end is not awaited. */
    public static Balancers of(String label) {
        return new Balancers(List.of(label, label + SOCKETS));
    }

    /** A single one. */
    public static Balancers only(String name) {
        return new Balancers(List.of(name));
    }

    public boolean isNone() {
        return names.isEmpty();
    }

    /**
     * The balancer for most requests. A drain awaits the end of its requests alone.
     *
     * @throws IllegalStateException if there is none
     */
    public String main() {
        if (isNone()) {
            throw new IllegalStateException("httpd has no balancer for it");
        }
        return names.get(0);
    }

    /** The order in which a worker is disabled: the balancer for most requests is the last. */
    public List<String> mainLast() {
        List<String> mainLast = new ArrayList<>(names);
        Collections.reverse(mainLast);
        return mainLast;
    }

    /** Those for whose workers httpd's health check counts. */
    public List<String> checked() {
        return names.stream().filter(name -> !name.endsWith(SOCKETS)).toList();
    }
}
