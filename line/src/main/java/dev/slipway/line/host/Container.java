package dev.slipway.line.host;

/**
 * The container of one worker.
 *
 * @param worker its name, which is the container's, too
 * @param group the group that the worker is one of
 * @param user the number of the user that the group's workers run as
 * @param network the number of the network that the group has with httpd, the agent and PostgreSQL
 * @param memory the worker's heap at most, in MB
 * @param metaspace its metaspace at most, in MB
 */
record Container(String worker, String group, int user, int network, int memory, int metaspace) {
    /** The code cache, the threads' stacks, the collector, and what libraries take. */
    private static final int BESIDE = 256;

    /** Of the heap: what NIO keeps outside of it grows with it. */
    private static final int A_PART = 4;

    /** What it may take, in MB: a worker that takes more is ended by the kernel. */
    int limit() {
        return memory + metaspace + BESIDE + memory / A_PART;
    }
}
