package dev.slipway.line.agent.ledger;

import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Trust;
import dev.slipway.line.identity.ClientTokens;
import dev.slipway.line.identity.Tokens;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.time.Clock;

/** The ledger's API authenticated as the agent, for the agent and the verbs that report on its behalf. */
public final class AgentLedger {
    private AgentLedger() {}

    /** The client for this line; makes no call yet. */
    public static Ledger of(Settings settings) throws IOException {
        Caller caller = Caller.trusting(settings.authorities().map(Trust::of).orElse(null));
        Tokens tokens = ClientTokens.bySecret(
                settings.ledger(), Settings.AGENT, settings.secret("agent-client-secret"), caller, Clock.systemUTC());
        return Ledger.at(settings.ledger(), caller, tokens, null);
    }
}
