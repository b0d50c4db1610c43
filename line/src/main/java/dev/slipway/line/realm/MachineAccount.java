package dev.slipway.line.realm;

/** The accounts that Keycloak gives to clients, such as {@code service-account-pipeline}. */
public final class MachineAccount {
    private static final String PREFIX = "service-account-";

    private MachineAccount() {}

    /** The account of a client. */
    public static String of(String client) {
        return PREFIX + client;
    }

    /** Whether an account is a client's and not a person's. */
    public static boolean is(String account) {
        return account.startsWith(PREFIX);
    }

    /** The client of an account, for which {@link #is} holds. */
    public static String client(String account) {
        return account.substring(PREFIX.length());
    }
}
