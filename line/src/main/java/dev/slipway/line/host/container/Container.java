package dev.slipway.line.host.container;

/**
 * The container of one worker.
 *
 * @param worker its name, which is the container's, too
 * @param group the group that the worker is one of
 * @param user the uid that the group's workers run as
 * @param network the number of the group's network with httpd, the agent and PostgreSQL
 * @param memory the maximum heap, in MB
 * @param metaspace the maximum metaspace, in MB
 */
public record Container(String worker, String group, int user, int network, int memory, int metaspace) {
    /** Memory for the code cache, thread stacks, the garbage collector and native libraries. */
    private static final int BESIDE = 256;

    /** The fraction of the heap that is added for NIO's direct buffers, which grow with it. */
    private static final int A_PART = 4;

    /** The memory limit, in MB; the kernel kills a worker that exceeds it. */
    int limit() {
        return memory + metaspace + BESIDE + memory / A_PART;
    }
}
