package dev.slipway.line.host;

import dev.slipway.line.group.Group;
import java.io.IOException;

/** What the workers of server groups run on. */
interface Hosting {
    /** Where a worker listens that has this slot. */
    Ports ports(String worker, int slot);

    /** Whether nobody else listens where a worker with this slot would. */
    boolean isFree(int slot);

    /** What is said of the container of each of a group's workers; empty where there is none. */
    String container(Group group);

    /** Who reads what the owner shares of a group. */
    GroupFolder.Readers readers();

    /** What all workers are started from is there. */
    void prepare() throws IOException;

    /** A worker's folders, and what it is configured by from its next start on: the script of its group, for jboss-cli. */
    void configure(Worker worker, GroupFolder folder, String script) throws IOException;

    /** Whether a worker's program runs: only the agent ends it. */
    boolean isRunning(String worker) throws IOException;

    /**
     * Whether a worker is, as httpd sees it, there and not at fault.
     *
     * @param probe the path that httpd asks
     */
    boolean isWell(Worker worker, String probe);

    /** Starts a worker, anew where it runs. */
    void start(Worker worker, Group group) throws IOException;

    /** What workers are started from is where they find it: only then is anybody told that it is made. */
    void publish() throws IOException;

    /** Until httpd has seen a worker well that was started anew. */
    void settle();

    /** Stops a worker, which is not started any more. */
    void stop(String worker) throws IOException;
}
