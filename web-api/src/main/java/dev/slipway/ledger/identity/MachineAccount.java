package dev.slipway.ledger.identity;

/** The accounts that Keycloak gives to clients, such as {@code service-account-pipeline}. */
public final class MachineAccount {
    private static final String PREFIX = "service-account-";

    private MachineAccount() {}

    /** That of a client. */
    public static String of(String client) {
        return PREFIX + client;
    }

    /** Whether an account is a client's. */
    public static boolean is(String account) {
        return account.startsWith(PREFIX);
    }

    /** The client whose account it is; the account itself where it is a person's. */
    public static String client(String account) {
        return is(account) ? account.substring(PREFIX.length()) : account;
    }
}
