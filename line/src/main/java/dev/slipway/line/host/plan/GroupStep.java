package dev.slipway.line.host.plan;

/** One idempotent step in setting up or removing a server group. */
public sealed interface GroupStep {
    /** The progress text. */
    String describe();

    /** The group's state once it has begun. */
    GroupState begun(GroupState before);

    /** The group's state once it is done. */
    GroupState done(GroupState before);

    /** A step recorded when it begins: its result may exist from then on. */
    sealed interface RecordedOnceBegun extends GroupStep {
        @Override
        default GroupState done(GroupState before) {
            return before;
        }
    }

    /** A step recorded when it is done: until then, the former state may remain. */
    sealed interface RecordedOnceDone extends GroupStep {
        @Override
        default GroupState begun(GroupState before) {
            return before;
        }
    }

    /** A step that the group's state does not record. */
    sealed interface Unrecorded extends GroupStep {
        @Override
        default GroupState begun(GroupState before) {
            return before;
        }

        @Override
        default GroupState done(GroupState before) {
            return before;
        }
    }

    /**
     * The system user that its workers run as.
     *
     * @param isNew whether the group has no worker, so that no process may run as it
     */
    record MakeUser(String name, boolean isNew) implements Unrecorded {
        @Override
        public String describe() {
            return "making the user " + name;
        }
    }

    /** A database, and a role that owns it. */
    record MakeDatabase(String name) implements RecordedOnceBegun {
        @Override
        public String describe() {
            return "making the database " + name;
        }

        @Override
        public GroupState begun(GroupState before) {
            return before.withDatabase(name);
        }
    }

    /**
     * A copy of a database, owned by a role that has no access to the original.
     *
     * @param from the name of the other
     */
    record CopyDatabase(String from, String name) implements RecordedOnceBegun {
        @Override
        public String describe() {
            return "copying the database " + from;
        }

        @Override
        public GroupState begun(GroupState before) {
            return before.withDatabase(name);
        }
    }

    /** The client that its users sign in by. */
    record MakeClient(String name) implements RecordedOnceBegun {
        @Override
        public String describe() {
            return "making the client " + name;
        }

        @Override
        public GroupState begun(GroupState before) {
            return before.withClient(name);
        }
    }

    /**
     * The clients for managing its workers by tokens.
     *
     * @param digest a digest of the management addresses
     */
    record MakeManagement(String digest) implements GroupStep {
        @Override
        public String describe() {
            return "making the clients of its management";
        }

        @Override
        public GroupState begun(GroupState before) {
            return before.withManagement("");
        }

        @Override
        public GroupState done(GroupState before) {
            return before.withManagement(digest);
        }
    }

    /**
     * A worker's folders and configuration.
     *
     * @param digest of that configuration
     */
    record Configure(String worker, String digest) implements GroupStep {
        @Override
        public String describe() {
            return "configuring " + worker;
        }

        @Override
        public GroupState begun(GroupState before) {
            return before.with(worker, GroupState.Worker.UNKNOWN);
        }

        @Override
        public GroupState done(GroupState before) {
            return before.with(worker, new GroupState.Worker(digest, ""));
        }
    }

    /**
     * Writes the configuration for a worker's next start. The agent decides when to drain and restart it.
     *
     * @param digests the digests of that configuration
     */
    record Prepare(String worker, GroupState.Worker digests) implements RecordedOnceDone {
        @Override
        public String describe() {
            return "preparing " + worker;
        }

        @Override
        public GroupState done(GroupState before) {
            return before.with(worker, digests);
        }
    }

    /**
     * Starts a worker, restarting it if it fails, and waits until it is ready.
     *
     * @param digests the digests of its configuration
     */
    record Start(String worker, GroupState.Worker digests) implements GroupStep {
        @Override
        public String describe() {
            return "starting " + worker;
        }

        @Override
        public GroupState begun(GroupState before) {
            GroupState.Worker former = before.workers().getOrDefault(worker, GroupState.Worker.UNKNOWN);
            return before.with(worker, new GroupState.Worker(former.configuration(), ""));
        }

        @Override
        public GroupState done(GroupState before) {
            return before.with(worker, digests);
        }
    }

    /** Waits until workers that have left httpd's balancer get no new requests. */
    record AwaitReload() implements Unrecorded {
        @Override
        public String describe() {
            return "waiting until the workers to be removed get no requests";
        }
    }

    /** Routes its host name to its workers. */
    record Route(String host) implements Unrecorded {
        @Override
        public String describe() {
            return "giving it the host name " + host;
        }
    }

    /** Removes its host name. */
    record Unroute(String host) implements Unrecorded {
        @Override
        public String describe() {
            return "removing the host name " + host;
        }
    }

    /** Stops a worker of a group that is removed; its files stay. */
    record Stop(String worker) implements RecordedOnceDone {
        @Override
        public String describe() {
            return "stopping " + worker;
        }

        @Override
        public GroupState done(GroupState before) {
            return before.without(worker);
        }
    }

    /**
     * Stops a worker that the others of its group do without, and deletes the list of its deployments; its other files
     * stay. If it returns, even after the whole group was removed, it must not start an outdated release.
     */
    record Dismiss(String worker) implements GroupStep {
        @Override
        public String describe() {
            return "stopping " + worker;
        }

        @Override
        public GroupState begun(GroupState before) {
            return before.with(worker, GroupState.Worker.UNKNOWN);
        }

        @Override
        public GroupState done(GroupState before) {
            return before.without(worker);
        }
    }

    /** Deletes the list of a stopped worker's deployments, if it has one; its other files stay. */
    record ClearDeployments(String worker) implements Unrecorded {
        @Override
        public String describe() {
            return "removing what is deployed on " + worker;
        }
    }

    /** Disables its login client; users keep its roles. */
    record DisableClient(String name) implements Unrecorded {
        @Override
        public String describe() {
            return "disabling the client " + name;
        }
    }

    /** Removes its login client. */
    record RemoveClient(String name) implements RecordedOnceDone {
        @Override
        public String describe() {
            return "removing the client " + name;
        }

        @Override
        public GroupState done(GroupState before) {
            return before.withClient(null);
        }
    }

    /** Removes its management clients. */
    record RemoveManagement() implements RecordedOnceDone {
        @Override
        public String describe() {
            return "removing the clients of its management";
        }

        @Override
        public GroupState done(GroupState before) {
            return before.withManagement(null);
        }
    }

    /** Dumps the database to a file. */
    record Dump(String database) implements Unrecorded {
        @Override
        public String describe() {
            return "writing the database " + database + " to a file";
        }
    }

    /** Drops the database and the owning role. */
    record DropDatabase(String name) implements RecordedOnceDone {
        @Override
        public String describe() {
            return "dropping the database " + name;
        }

        @Override
        public GroupState done(GroupState before) {
            return before.withDatabase(null);
        }
    }

    /** Removes its workers' files and output logs, secrets and user; dumps stay. */
    record RemoveData(String user) implements Unrecorded {
        @Override
        public String describe() {
            return "removing its files";
        }
    }
}
