package dev.slipway.line.cli.login;

import dev.slipway.line.cli.command.CliContext;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Opens a browser on this machine for a sign-in, if possible. */
public final class BrowserOpener {
    private BrowserOpener() {}

    /**
     * A function that opens an address and returns whether a browser was found; empty to use the device flow.
     *
     * @param isDevice whether the device flow was requested
     * @param command the command to suggest if no browser opened
     * @param say shows a message
     */
    static Optional<Predicate<URI>> of(CliContext cli, boolean isDevice, String command, Consumer<String> say) {
        boolean isRemote = cli.variable("SSH_CONNECTION").isPresent()
                || cli.variable("SSH_TTY").isPresent();
        if (isDevice || isRemote) {
            return Optional.empty();
        }
        Browser browser = new Browser(cli.variable("BROWSER"));
        return Optional.of(address -> {
            boolean isOpen = browser.open(address);
            if (isOpen) {
                say.accept("Continue in the browser. If none opened: " + command);
            }
            return isOpen;
        });
    }
}
