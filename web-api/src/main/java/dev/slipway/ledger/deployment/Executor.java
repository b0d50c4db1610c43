package dev.slipway.ledger.deployment;

import dev.slipway.ledger.identity.MachineAccount;
import java.util.List;

/** Maps an account of the realm to the management user that it acts as. */
public final class Executor {
    private static final String AGENT = "agent";

    private Executor() {}

    /** {@code agent} for {@code service-account-agent}, and for {@code agent}: workers know the agent by either. */
    public static String of(String account) {
        return MachineAccount.client(account);
    }

    /** All accounts of whoever has this one: the agent has one in the realm and, for when that is down, one on the workers. */
    static List<String> accounts(String account) {
        return of(account).equals(AGENT) ? List.of(AGENT, MachineAccount.of(AGENT)) : List.of(account);
    }
}
