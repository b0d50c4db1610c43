package dev.slipway.line.host.plan;

/** One idempotent step in setting up or removing a server group. */
public sealed interface Step {
    /** The progress text. */
    String words();

    /** The system user that its workers run as. */
    record MakeUser(String name) implements Step {
        @Override
        public String words() {
            return "making the user " + name;
        }
    }

    /** A database, and a role that owns it. */
    record MakeDatabase(String name) implements Step {
        @Override
        public String words() {
            return "making the database " + name;
        }
    }

    /**
     * A copy of a database, owned by a role that has no access to the original.
     *
     * @param from the name of the other
     */
    record CopyDatabase(String from, String name) implements Step {
        @Override
        public String words() {
            return "copying the database " + from;
        }
    }

    /** The client that its users sign in by. */
    record MakeClient(String name) implements Step {
        @Override
        public String words() {
            return "making the client " + name;
        }
    }

    /**
     * The clients for managing its workers by tokens.
     *
     * @param digest of where that is
     */
    record MakeManagement(String digest) implements Step {
        @Override
        public String words() {
            return "making the clients of its management";
        }
    }

    /**
     * A worker's folders and configuration.
     *
     * @param digest of that configuration
     */
    record Configure(String worker, String digest) implements Step {
        @Override
        public String words() {
            return "configuring " + worker;
        }
    }

    /**
     * Writes what a worker runs with from its next start on. The agent decides when to restart it, after draining it.
     *
     * @param made what it then runs with
     */
    record Prepare(String worker, GroupState.Worker made) implements Step {
        @Override
        public String words() {
            return "preparing " + worker;
        }
    }

    /**
     * Starts a worker, restarting it if it fails, and waits until it is ready.
     *
     * @param made what it then runs with
     */
    record Start(String worker, GroupState.Worker made) implements Step {
        @Override
        public String words() {
            return "starting " + worker;
        }
    }

    /** Waits until workers that have left httpd's balancer have no requests. */
    record Settle() implements Step {
        @Override
        public String words() {
            return "waiting until no request goes to the workers that are leaving";
        }
    }

    /** Routes its host name to its workers. */
    record Route(String host) implements Step {
        @Override
        public String words() {
            return "giving it the host name " + host;
        }
    }

    /** Removes its host name. */
    record Unroute(String host) implements Step {
        @Override
        public String words() {
            return "taking away the host name " + host;
        }
    }

    /** Stops a worker; its files stay. */
    record Stop(String worker) implements Step {
        @Override
        public String words() {
            return "stopping " + worker;
        }
    }

    /** Disables its login client; its roles stay with those who have them. */
    record DisableClient(String name) implements Step {
        @Override
        public String words() {
            return "disabling the client " + name;
        }
    }

    /** Removes its login client. */
    record RemoveClient(String name) implements Step {
        @Override
        public String words() {
            return "removing the client " + name;
        }
    }

    /** Removes its management clients. */
    record RemoveManagement() implements Step {
        @Override
        public String words() {
            return "removing the clients of its management";
        }
    }

    /** Dumps the database to a file. */
    record Dump(String database) implements Step {
        @Override
        public String words() {
            return "writing the database " + database + " to a file";
        }
    }

    /** Drops the database and the owning role. */
    record DropDatabase(String name) implements Step {
        @Override
        public String words() {
            return "dropping the database " + name;
        }
    }

    /** Removes its workers' files, secrets and user; dumps stay. */
    record RemoveData(String user) implements Step {
        @Override
        public String words() {
            return "removing its files";
        }
    }
}
