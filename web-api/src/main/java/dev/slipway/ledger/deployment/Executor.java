package dev.slipway.ledger.deployment;

/** Maps an account of the realm to the management user that it acts as. */
public final class Executor {
    private static final String MACHINE = "service-account-";

    private Executor() {}

    /** {@code agent} for {@code service-account-agent}, and for {@code agent}: workers know the agent by either. */
    public static String of(String account) {
        return account.startsWith(MACHINE) ? account.substring(MACHINE.length()) : account;
    }
}
