package dev.slipway.line.realm.plan;

/** Whoever has roles. */
public sealed interface Holder {
    /** Who it is, in what is said of changes. */
    String what();

    /** A realm's role, of which others are a part. */
    record Role(String name) implements Holder {
        @Override
        public String what() {
            return "role " + name;
        }
    }

    /** A client, whose tokens may have these of a person's roles. */
    record ClientScope(String client) implements Holder {
        @Override
        public String what() {
            return "client " + client;
        }
    }

    /** A client, when it signs in for itself. */
    record ServiceAccount(String client) implements Holder {
        @Override
        public String what() {
            return "service account " + client;
        }
    }
}
