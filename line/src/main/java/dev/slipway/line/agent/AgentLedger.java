package dev.slipway.line.agent;

import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Trust;
import dev.slipway.line.identity.ClientTokens;
import dev.slipway.line.identity.Tokens;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.time.Clock;

/** The ledger's API in the agent's name, for whoever has its secret: the agent, and the verbs that report as it does. */
public final class AgentLedger {
    private AgentLedger() {}

    /** Of this line; nothing is asked yet. */
    public static Ledger of(Settings settings) throws IOException {
        Caller caller = caller(settings);
        return Ledger.at(settings.ledger(), caller, tokens(settings, caller), null);
    }

    /** Who trusts what the line trusts. */
    static Caller caller(Settings settings) throws IOException {
        return Caller.trusting(settings.authorities().map(Trust::of).orElse(null));
    }

    static Tokens tokens(Settings settings, Caller caller) throws IOException {
        return ClientTokens.bySecret(
                settings.ledger(),
                settings.client(),
                settings.secret("agent-client-secret"),
                caller,
                Clock.systemUTC());
    }
}
