package dev.slipway.line.realm;

import dev.slipway.line.cli.command.Help;
import dev.slipway.line.handbook.FirstHandbookUser;
import dev.slipway.line.http.CallException;
import dev.slipway.line.realm.client.OwnPipeline;
import dev.slipway.line.realm.connection.Connection;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Updates the realm of a running Keycloak to its file. */
@Command(
        name = "provision",
        synopsisHeading = "Usage: ",
        usageHelpWidth = 132,
        customSynopsis = "provision [REALM]",
        description = {
            "",
            "Brings the realm of a running Keycloak to what slipway-realm.json says. Run it as often as you like: what the file does not"
                    + " name, and every person, is left alone.",
            ""
        })
public final class ProvisionVerb implements Callable<Integer> {
    @Mixin
    final Help help = new Help();

    @Parameters(arity = "0..1", paramLabel = "REALM", defaultValue = Connection.REALM, hidden = true)
    @SuppressWarnings("NullAway.Init") // set by picocli
    String realm;

    /** For the first {@code up}: another JVM for the reader would take two seconds of CPU time. */
    @Option(
            names = "--first-reader",
            hidden = true,
            description = "then add the handbook's first reader, as soon as the ledger has created its table")
    boolean isFirstReaderAdded;

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.of(System.getenv());
        KeycloakSecrets.takeNext(settings);
        new Connection(settings).run(keycloak -> {
            help.console().say("realm " + realm + ": " + new Provisioner(keycloak, settings, realm).provision());
            if (settings.isInContainers()) {
                OwnPipeline.reconcile(keycloak.realm(realm), settings.secrets());
            }
        });
        if (isFirstReaderAdded) {
            help.console().say(addFirstReader(settings));
        }
        return 0;
    }

    /** What became of the reader. Without it, the realm is complete all the same: {@code up} then adds it on its own. */
    private static String addFirstReader(Settings settings) {
        try {
            // The script `start` looks for the first of these lines.
            return FirstHandbookUser.addOnceTableExists(settings)
                    ? "first reader: added"
                    : "first reader: the ledger has not created its table yet";
        } catch (CallException e) {
            return "first reader: " + e.getMessage();
        }
    }
}
