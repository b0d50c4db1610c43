package dev.slipway.ledger.identity;

import java.util.List;

/**
 * The accounts that Keycloak gives to clients, such as {@code service-account-pipeline}. The management user of a client has the
 * client's own name.
 */
public final class MachineAccount {
    /** The prefix of such an account's name, before its client's. */
    public static final String PREFIX = "service-account-";

    private static final String AGENT = "agent";

    private MachineAccount() {}

    /** The account of a client. */
    public static String of(String client) {
        return PREFIX + client;
    }

    /** Whether an account is a client's. */
    public static boolean is(String account) {
        return account.startsWith(PREFIX);
    }

    /** The client that owns the account; for a person's account, the account itself. */
    public static String client(String account) {
        return is(account) ? account.substring(PREFIX.length()) : account;
    }

    /**
     * All accounts of this account's owner: the agent has one in the realm and, for when that is down, one on the
     * workers.
     */
    public static List<String> accounts(String account) {
        return client(account).equals(AGENT) ? List.of(AGENT, of(AGENT)) : List.of(account);
    }
}
