package dev.slipway.line.host;

import dev.slipway.line.group.Group;
import dev.slipway.line.host.file.GroupFolder;
import dev.slipway.line.host.plan.Ports;
import dev.slipway.line.host.plan.Worker;
import java.io.IOException;

/** The platform that server groups' workers run on. */
public interface Hosting {
    /** The ports of a worker with this slot. */
    Ports ports(String worker, int slot);

    /** Whether the ports of this slot are free. */
    boolean isFree(int slot);

    /** The container settings of a group's workers; empty without containers. */
    String container(Group group);

    /** How a group's files are shared. */
    GroupFolder.Readers readers();

    /** Prepares the common server installation. */
    void prepare() throws IOException;

    /** Creates a worker's folders and its group's jboss-cli script, effective from its next start. */
    void configure(Worker worker, GroupFolder folder, String script) throws IOException;

    /** Whether a worker's process runs; only the agent stops it. */
    boolean isRunning(String worker) throws IOException;

    /**
     * Whether a worker passes httpd's health check.
     *
     * @param probe the path of httpd's health check
     */
    boolean isWell(Worker worker, String probe);

    /** Starts a worker, or restarts it. */
    void start(Worker worker, Group group) throws IOException;

    /**
     * Publishes the workers' files to the place from which they read them; called before the group is reported as
     * ready.
     */
    void publish() throws IOException;

    /** Waits for a reload of httpd to take effect: no worker without a route gets new requests; those in progress go on. */
    void awaitReload();

    /** Stops a worker permanently. */
    void stop(String worker) throws IOException;

    /** Deletes the list of a stopped worker's deployments, if it has one: its next start is without any. */
    void clearDeployments(String worker) throws IOException;
}
