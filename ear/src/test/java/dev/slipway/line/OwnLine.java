package dev.slipway.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The line that the tests start for themselves: own ports, own state, beside whatever else runs on the machine. */
final class OwnLine {
    /** Keycloak's password hashes for a fraction of their cost: tests sign in often, and with passwords that are no secrets. */
    private static final String CHEAP_HASHES =
            " -Dkc.spi-password-hashing--argon2--memory=1024 -Dkc.spi-password-hashing--argon2--iterations=1";

    private static final String ISSUER_PORT = "issuer";

    /** Where a test's mail server listens. */
    private static final String SMTP_PORT = "SLIPWAY_SMTP_PORT";

    private static final String FOREIGN = "slipway.foreign";

    private final Path state;

    OwnLine(Path state) {
        this.state = state;
    }

    Path state() {
        return state;
    }

    /** Starts afresh: what an earlier run left is stopped and removed first. */
    void start() {
        stop();
        remove(state);
        Command up = Command.slipway(state, "up", "--built")
                .with("SLIPWAY_JAVA_OPTIONS", Line.BRIEF + CHEAP_HASHES)
                .with("SLIPWAY_AUTH_ADMIN_FROM", "127.0.0.1")
                // What people have in their shells, and no program of the line is to see.
                .with("AWS_SECRET_ACCESS_KEY", FOREIGN)
                .with("JAVA_TOOL_OPTIONS", "-D" + FOREIGN + "=true");
        Map<String, String> ports = FreePorts.ofLine(SMTP_PORT, ISSUER_PORT);
        // Where GitlabIssuer answers, by a name that the line's certificate has.
        up.with("SLIPWAY_GITLAB_ISSUERS", "https://go.localtest.me:" + ports.remove(ISSUER_PORT));
        ports.forEach(up::with);
        if (Boolean.getBoolean("line.one.jdk")) {
            // That of the tests, too: on a machine that has another one, the ledger would run on that.
            up.with("SLIPWAY_LEDGER_JAVA_HOME", System.getProperty("java.home"));
        }
        // The definitions of most tests are for environments of their own, where nobody makes workers.
        up.with("SLIPWAY_ENVIRONMENTS", "production,it-staging");
        up.with("SLIPWAY_SMTP_USER", "line@example.org");
        // Where a test's receiver of notifications listens.
        up.with("SLIPWAY_NOTIFY_LOOPBACK", "yes");
        up.run().expectSuccess();
        give("smtp-password");
    }

    /** A secret that no program of the line makes. */
    private void give(String secret) {
        Path file = state.resolve("secrets").resolve(secret);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "known to " + secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets nothing finish: nobody needs what is in its state any more. */
    void stop() {
        if (Files.isDirectory(state)) {
            Command.bash(state, ".ci/end-line").run();
        }
    }

    /** The folder may be a link to one elsewhere: see {@code make_state} in {@code line/lib/state}. */
    private static void remove(Path folder) {
        try {
            if (Files.isSymbolicLink(folder)) {
                Path real = folder.toRealPath();
                Files.delete(folder);
                Folders.delete(real);
            } else {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
