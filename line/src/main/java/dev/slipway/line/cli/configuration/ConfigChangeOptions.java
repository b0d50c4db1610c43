package dev.slipway.line.cli.configuration;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.follow.FollowOptions;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.lines.ConfigLines;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.group.Configurations;
import dev.slipway.line.ledger.request.DeploymentRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for changing a configuration, and the action itself. */
public final class ConfigChangeOptions {
    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the record")
    @Nullable
    String reason;

    @Option(names = "--no-wait", description = "do not wait until its workers run with it")
    boolean isUnfollowed;

    @Mixin
    final FollowOptions followOptions;

    ConfigChangeOptions(CliContext cli) {
        this.followOptions = new FollowOptions(cli);
    }

    /** Validates the options before any call. */
    void check() {
        followOptions.check();
        if (reason != null) {
            Arguments.line("--reason", reason);
        }
    }

    /**
     * Sends the change and follows it.
     *
     * @param change the change
     */
    int change(Ledger ledger, Output output, String service, String environment, Json change) {
        Json changed = new Configurations(ledger, service, environment).change(change.with("reason", reason));
        String version = changed.find("version").orElse("?");
        String where = service + " in " + environment;
        if (changed.texts("changes").isEmpty()) {
            output.good(where + " is configured like that already (version " + version + ")");
            output.json(changed);
            return ExitCode.OK;
        }
        output.good("Version " + version + " of the configuration of " + where + ":");
        changed.texts("changes").forEach(line -> output.say("    " + ConfigLines.line(line)));
        Optional<DeploymentRequest> request = Configurations.request(changed);
        if (request.isEmpty()) {
            output.say("    No release of it is live there: the change takes effect with the next deployment.");
            output.json(changed);
            return ExitCode.OK;
        }
        Output whole = output.within(changed, "request");
        return isUnfollowed
                ? followOptions.report(ledger, whole, request.get())
                : followOptions.follow(ledger, whole, "The change", service, request::get);
    }
}
