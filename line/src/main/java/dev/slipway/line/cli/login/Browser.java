package dev.slipway.line.cli.login;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The browser of this machine.
 *
 * @param configured the command that opens it, if any
 */
public record Browser(Optional<String> configured) {

    /** Opens an address; false if there is no browser. */
    boolean open(URI address) {
        return commands().stream().anyMatch(command -> run(command, address));
    }

    private List<List<String>> commands() {
        if (configured.isPresent()) {
            return List.of(List.of(configured.get()));
        }
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return List.of(List.of("open"));
        }
        return system.contains("windows")
                ? List.of(List.of("rundll32", "url.dll,FileProtocolHandler"))
                : List.of(List.of("xdg-open"), List.of("wslview"));
    }

    /** A command that still runs after three seconds counts as successful. */
    private static boolean run(List<String> command, URI address) {
        try {
            ProcessBuilder browser = new ProcessBuilder(java.util.stream.Stream.concat(
                                    command.stream(), java.util.stream.Stream.of(address.toString()))
                            .toList())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            // The scripts' own; the browser speaks its user's language.
            browser.environment().remove("LC_ALL");
            Process process = browser.start();
            return !process.waitFor(3, TimeUnit.SECONDS) || process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
