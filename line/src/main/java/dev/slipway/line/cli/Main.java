package dev.slipway.line.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code slipway}. */
@Command(
        name = "slipway",
        description = "Asks a Slipway line to deploy, and shows what it does.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main {

    private Main() {}

    /** Runs one verb; the exit code says how it went. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    /** The version of the jar that this runs from. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"slipway " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
