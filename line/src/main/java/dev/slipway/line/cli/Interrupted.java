package dev.slipway.line.cli;

/** Says, when Ctrl-C ends the program, that what was asked for goes on, and how to look again. */
final class Interrupted implements AutoCloseable {
    private final Thread hook;

    Interrupted(Surroundings surroundings, String what, String again) {
        hook = new Thread(() -> surroundings.err().println("\n" + what + " goes on without you. See how: " + again));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is ending already, and has said so.
        }
    }
}
