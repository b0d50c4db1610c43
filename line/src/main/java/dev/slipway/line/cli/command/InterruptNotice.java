package dev.slipway.line.cli.command;

/** On Ctrl-C, prints that the operation continues, and how to follow it. */
public final class InterruptNotice implements AutoCloseable {
    private final Thread hook;

    public InterruptNotice(CliContext cli, String what, String again) {
        hook = new Thread(() -> cli.err().println("\n" + what + " continues. To follow it: " + again));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is already exiting.
        }
    }
}
