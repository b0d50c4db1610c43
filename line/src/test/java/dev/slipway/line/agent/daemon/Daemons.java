package dev.slipway.line.agent.daemon;

import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.group.Groups;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.http.Caller;
import dev.slipway.line.identity.GivenToken;
import dev.slipway.line.ledger.Ledger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Agents as tests have them. They share a client: each new one would read the trusted certificates anew. */
public final class Daemons {
    private static final Caller CALLER = Caller.trusting(null).pausing(Duration.ofMillis(5));

    private Daemons() {}

    /** The ledger, as the agent asks it. */
    public static AgentApi api(URI ledger) {
        return new AgentApi(Ledger.at(ledger, CALLER, new GivenToken("token"), null));
    }

    /** The groups that the ledger wants. */
    public static Groups groups(URI ledger, GroupFiles files, List<String> log) {
        return new Groups(files, Set.of(), api(ledger), group -> Optional.empty(), log::add, () -> {});
    }

    /** The agent's work in production, where the ledger's workers are; it looks at the groups in each round. */
    public static EnvironmentRunner of(
            URI ledger, Sites sites, GroupFiles files, Path folder, List<String> log, BooleanSupplier isStopping) {
        AgentContext context = context(ledger, sites, files, log);
        return runner("production", context, folder(folder, log), log, isStopping);
    }

    /** Its work in staging. */
    static EnvironmentRunner ofStaging(
            URI ledger, Sites sites, GroupFiles files, Path folder, List<String> log, BooleanSupplier isStopping) {
        AgentContext context = context(ledger, sites, files, log);
        return runner("staging", context, folder(folder, log).of("staging"), log, isStopping);
    }

    private static EnvironmentRunner runner(
            String environment,
            AgentContext context,
            AgentFolder agentFolder,
            List<String> log,
            BooleanSupplier isStopping) {
        return new EnvironmentRunner(environment, context, agentFolder, context.groups()::poll, log::add, isStopping);
    }

    /** The agent of all environments. */
    static Daemon ofAll(
            URI ledger, Sites sites, GroupFiles files, Path folder, List<String> log, BooleanSupplier isStopping) {
        AgentContext context = context(ledger, sites, files, log);
        return new Daemon(context, folder(folder, log), "production", log::add, isStopping);
    }

    private static AgentContext context(URI ledger, Sites sites, GroupFiles files, List<String> log) {
        return new AgentContext(
                sites, groups(ledger, files, log), api(ledger), Optional.empty(), digest -> Path.of("elsewhere"));
    }

    private static AgentFolder folder(Path folder, List<String> log) {
        return new AgentFolder(folder.resolve("agent"), log::add);
    }
}
