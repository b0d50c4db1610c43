package dev.slipway.line.agent;

import dev.slipway.line.agent.site.DrainCommands;
import dev.slipway.line.setting.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** For {@code up}, which replaces the workers' servers but may not access httpd's balancer itself. */
@Command(
        name = "turns",
        description =
                "Removes workers from httpd's balancer, and returns them to it, as standard input says: `out WORKER`,"
                        + " `in WORKER`. Nothing is deployed to the ledger's environment meanwhile.",
        mixinStandardHelpOptions = true)
final class TurnsVerb implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    /** Blocks the agent, in the ledger's environment, and offline deployments until it ends. */
    @Override
    public Integer call() throws IOException {
        Offline offline =
                new Offline(Settings.of(System.getenv()), spec.commandLine().getOut());
        offline.withoutOthers(site -> new DrainCommands(site, this::answer)
                .run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))));
        return Offline.OK;
    }

    private void answer(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
