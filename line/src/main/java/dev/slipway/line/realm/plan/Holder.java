package dev.slipway.line.realm.plan;

/** A holder of roles. */
public sealed interface Holder {
    /** Its name in descriptions of changes. */
    String what();

    /** A composite realm role. */
    record Role(String name) implements Holder {
        @Override
        public String what() {
            return "role " + name;
        }
    }

    /** A client, whose scope limits the roles in its tokens. */
    record ClientScope(String client) implements Holder {
        @Override
        public String what() {
            return "client " + client;
        }
    }

    /** A client's service account. */
    record ServiceAccount(String client) implements Holder {
        @Override
        public String what() {
            return "service account " + client;
        }
    }
}
