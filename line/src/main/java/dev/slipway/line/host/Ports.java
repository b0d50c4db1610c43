package dev.slipway.line.host;

import java.util.stream.IntStream;

/**
 * Where a worker listens: at one port, and at those that follow.
 *
 * @param host as httpd, the agent and the other workers of its group call it
 * @param http for applications
 * @param slot which no other worker of the line has
 */
record Ports(String host, int http, int slot) {
    private static final String LOOPBACK = "127.0.0.1";
    /** A container has one worker. */
    private static final int IN_CONTAINER = 8_080;

    private static final int APART = 10;
    static final int COUNT = 5;
    private static final int LAST = 65_535;

    /**
     * Checks that they are ports.
     *
     * @throws IllegalStateException when they are not
     */
    Ports {
        if (http + COUNT - 1 > LAST) {
            throw new IllegalStateException(
                    "there is no port left above " + (http - APART * slot) + " for another worker");
        }
    }

    /** On a machine that has all workers: those of the slot. */
    static Ports above(int base, int slot) {
        return new Ports(LOOPBACK, base + APART * slot, slot);
    }

    /** In a container of its own, which is called as the worker is. */
    static Ports ofContainer(String worker, int slot) {
        return new Ports(worker, IN_CONTAINER, slot);
    }

    int management() {
        return http + 1;
    }

    int cluster() {
        return http + 2;
    }

    int recovery() {
        return http + 3;
    }

    int status() {
        return http + 4;
    }

    IntStream all() {
        return IntStream.range(http, http + COUNT);
    }
}
