package dev.slipway.line.host.plan;

import java.util.stream.IntStream;

/**
 * A worker's ports: one port and those that follow it.
 *
 * @param host as httpd, the agent and the other workers of its group call it
 * @param http for applications
 * @param slot unique within the line
 */
public record Ports(String host, int http, int slot) {
    private static final String LOOPBACK = "127.0.0.1";
    /** A container has one worker. */
    private static final int IN_CONTAINER = 8_080;

    private static final int APART = 10;
    /** Applications, management, cluster, recovery and status of transactions, in the order of {@code ear/bin/worker}. */
    public static final int COUNT = 5;

    private static final int LAST = 65_535;

    /**
     * Checks that they are ports.
     *
     * @throws IllegalStateException when they are not
     */
    public Ports {
        if (http + COUNT - 1 > LAST) {
            throw new IllegalStateException(
                    "there is no port left above " + (http - APART * slot) + " for another worker");
        }
    }

    /** The ports of a slot on a machine with all workers. */
    public static Ports above(int base, int slot) {
        return new Ports(LOOPBACK, base + APART * slot, slot);
    }

    /** The ports of a worker in its own container, which has the worker's name as its host name. */
    public static Ports ofContainer(String worker, int slot) {
        return new Ports(worker, IN_CONTAINER, slot);
    }

    public int management() {
        return http + 1;
    }

    int cluster() {
        return http + 2;
    }

    public IntStream all() {
        return IntStream.range(http, http + COUNT);
    }
}
