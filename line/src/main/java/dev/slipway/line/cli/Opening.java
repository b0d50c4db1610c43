package dev.slipway.line.cli;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Whether, and how, a browser of this machine is opened for a sign-in. */
final class Opening {
    private Opening() {}

    /**
     * What opens an address, and says whether there was a browser to do so; empty where a code is to be entered elsewhere.
     *
     * @param isDevice whether somebody asked for the code
     * @param command what is to be called where no browser opened
     * @param say tells the person
     */
    static Optional<Predicate<URI>> of(
            Surroundings surroundings, boolean isDevice, String command, Consumer<String> say) {
        boolean isRemote = surroundings.variable("SSH_CONNECTION").isPresent()
                || surroundings.variable("SSH_TTY").isPresent();
        if (isDevice || isRemote) {
            return Optional.empty();
        }
        Browser browser = new Browser(surroundings.variable("BROWSER"));
        return Optional.of(address -> {
            boolean isOpen = browser.open(address);
            if (isOpen) {
                say.accept("Go on in the browser. If none opened: " + command);
            }
            return isOpen;
        });
    }
}
