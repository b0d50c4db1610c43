package dev.slipway.line.host;

/** One step on the way to a server group, or away from it. Each can be done again. */
sealed interface Step {
    /** What is said of it while it is under way. */
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
     * A database as another one is now, and a role that owns it and cannot reach the other.
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
     * The clients by whose tokens people manage its workers.
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
     * Writes down what a worker runs with from its next start on. Until then it runs as it does: when that is over, is the agent's to say,
     * who takes the requests away first.
     *
     * @param made what it then runs with
     */
    record Prepare(String worker, Made.Worker made) implements Step {
        @Override
        public String words() {
            return "preparing " + worker;
        }
    }

    /**
     * Starts a worker, anew where it does not come up, and waits until it is ready.
     *
     * @param made what it then runs with
     */
    record Start(String worker, Made.Worker made) implements Step {
        @Override
        public String words() {
            return "starting " + worker;
        }
    }

    /** Until no request is on its way any more to workers that have left httpd's balancer. */
    record Settle() implements Step {
        @Override
        public String words() {
            return "waiting until no request goes to the workers that are leaving";
        }
    }

    /** Its host name leads to its workers. */
    record Route(String host) implements Step {
        @Override
        public String words() {
            return "giving it the host name " + host;
        }
    }

    /** Its host name goes. */
    record Unroute(String host) implements Step {
        @Override
        public String words() {
            return "taking away the host name " + host;
        }
    }

    /** A worker goes; its files stay. */
    record Stop(String worker) implements Step {
        @Override
        public String words() {
            return "stopping " + worker;
        }
    }

    /** Nobody signs in by that client any more. */
    record RemoveClient(String name) implements Step {
        @Override
        public String words() {
            return "removing the client " + name;
        }
    }

    /** Nobody manages its workers by those clients any more. */
    record RemoveManagement() implements Step {
        @Override
        public String words() {
            return "removing the clients of its management";
        }
    }

    /** Writes the database to a file. */
    record Dump(String database) implements Step {
        @Override
        public String words() {
            return "writing the database " + database + " to a file";
        }
    }

    /** The database goes, and the role that owns it. */
    record DropDatabase(String name) implements Step {
        @Override
        public String words() {
            return "dropping the database " + name;
        }
    }

    /** Its workers' files, its secrets and its user go; what was dumped stays. */
    record RemoveData(String user) implements Step {
        @Override
        public String words() {
            return "removing its files";
        }
    }
}
