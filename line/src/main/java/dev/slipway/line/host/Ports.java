package dev.slipway.line.host;

import java.util.stream.IntStream;

/** A worker's ports, all on loopback: those of its slot. */
record Ports(int base, int slot) {
    static final int APART = 10;
    static final int COUNT = 5;
    private static final int LAST = 65_535;

    /**
     * Checks that they are ports.
     *
     * @throws IllegalStateException when they are not
     */
    Ports {
        if (base + APART * slot + COUNT - 1 > LAST) {
            throw new IllegalStateException("there is no port left above " + base + " for another worker");
        }
    }

    int http() {
        return first();
    }

    int management() {
        return first() + 1;
    }

    int cluster() {
        return first() + 2;
    }

    int recovery() {
        return first() + 3;
    }

    int status() {
        return first() + 4;
    }

    IntStream all() {
        return IntStream.range(first(), first() + COUNT);
    }

    private int first() {
        return base + APART * slot;
    }
}
