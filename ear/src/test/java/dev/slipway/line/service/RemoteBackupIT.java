package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.line.Command;
import dev.slipway.line.FreePorts;
import dev.slipway.line.KnownRepositories;
import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A line is backed up to another machine, by SFTP and into an S3-compatible store, and restored from there. */
@Isolated
class RemoteBackupIT {
    private static final Path STATE = Line.running().state();
    private static final Path ENVIRONMENT = STATE.resolve("secrets/backup-environment");
    private static final String SECRET_KEY = "S3RVER";

    @AutoClose
    final KnownRepositories known = new KnownRepositories();

    @TempDir
    Path folder;

    private final Path restored = STATE.resolveSibling("restored");
    private final Map<String, String> environment = new TreeMap<>();

    @AfterEach
    void discard() throws IOException {
        if (Files.exists(restored)) {
            Command.slipway(restored, "down").run();
        }
        Command.bash("rm -rf '" + restored + "' '" + restored + ".restoring' '" + restored + "'.before-*")
                .run()
                .expectSuccess();
        Files.deleteIfExists(ENVIRONMENT);
    }

    @Test
    void bySftp() throws IOException {
        // Where systemd runs the machine, the package would have it listen for the whole network.
        if (!Files.exists(Path.of("/run/systemd/system"))) {
            Command.bash(".ci/install sshd").run().expectSuccess();
        }
        assumeThat(Path.of("/usr/sbin/sshd")).as("openssh-server").exists();
        try (RemoteServer server = RemoteServer.sftp()) {
            Path own = server.folder();
            environment.put("PATH", own.resolve("bin") + ":" + System.getenv("PATH"));
            String repository = "sftp://127.0.0.1:" + server.port() + "/" + own.resolve("files/line");
            Files.copy(own.resolve("other"), own.resolve("identity"));
            refused("The host key of the repository " + repository + " is not known", "backup", "--to", repository);
            Files.writeString(
                    own.resolve("known"),
                    "[127.0.0.1]:" + server.port() + " " + Files.readString(own.resolve("other.pub")));
            refused("The host key of the repository " + repository + " has changed", "backup", "--to", repository);
            Files.writeString(
                    own.resolve("known"),
                    "[127.0.0.1]:" + server.port() + " " + Files.readString(own.resolve("host.pub")));
            refused("accepts no SSH key", "backup", "--to", repository);
            Files.copy(own.resolve("client"), own.resolve("identity"), StandardCopyOption.REPLACE_EXISTING);
            assertThat(command(STATE, "backup", "--to", "sftp://127.0.0.1:" + server.port() + "//line")
                            .output())
                    .anyMatch(line -> line.contains("may not write there"));
            refused("There is no repository", "backup", "list", "--to", repository);
            isBackedUpAndRestored(repository);
            server.stop();
            refused("does not answer: ssh: connect to host", "backup", "--to", repository);
        }
    }

    @Test
    void intoAnS3CompatibleStore() throws IOException {
        try (RemoteServer server = RemoteServer.s3()) {
            String repository = "s3:https://127.0.0.1:" + server.port() + "/line";
            refused("does not trust the certificate", "backup", "--to", repository);
            configure(server, "nobody");
            refused("refuses the credentials", "backup", "--to", repository);
            configure(server, "S3RVER");
            refused("There is no repository", "backup", "list", "--to", repository);
            environment.putAll(variables(server, "S3RVER"));
            isBackedUpAndRestored(repository);
            environment.clear();
            assertThat(command(restored, "backup", "list", "--to", repository)
                            .expectSuccess()
                            .output())
                    .as("the restored line has the keys of the store")
                    .isNotEmpty();
            server.stop();
            refused("does not answer: ", "backup", "--to", repository);
        }
    }

    private void isBackedUpAndRestored(String repository) throws IOException {
        command(STATE, "backup", "--to", repository).expectSuccess();
        assertThat(command(STATE, "backup", "list", "--to", repository)
                        .expectSuccess()
                        .output())
                .singleElement()
                .asString()
                .containsPattern("localtest\\.me {2}[0-9]+\\.[0-9]+\\.[0-9]+");
        run(Command.bash("umask 077 && ./slipway backup prove --to " + repository))
                .expectSuccess();
        Path key = Files.copy(STATE.resolve("secrets/backup-password"), folder.resolve("key"));
        run(Command.slipway(restored, "restore", "--built", repository, "--key-file", key.toString()), ports())
                .expectSuccess();
        Command.slipway(restored, "status").run().expectSuccess();
    }

    private static Map<String, String> ports() {
        Map<String, String> ports = FreePorts.ofLine();
        ports.put("SLIPWAY_WORKERS", "1");
        return ports;
    }

    private void refused(String message, String... words) {
        Command.Result result = command(STATE, words);
        assertThat(result.code()).isOne();
        assertThat(result.output()).anyMatch(line -> line.contains(message));
        assertThat(result.output()).noneMatch(line -> line.contains("Making the repository"));
    }

    private Command.Result command(Path state, String... words) {
        return run(Command.slipway(state, words));
    }

    private Command.Result run(Command command) {
        return run(command, Map.of());
    }

    private Command.Result run(Command command, Map<String, String> more) {
        environment.forEach(command::with);
        more.forEach(command::with);
        return command.run();
    }

    private static void configure(RemoteServer server, String accessKey) throws IOException {
        Files.deleteIfExists(ENVIRONMENT);
        Files.createFile(
                ENVIRONMENT, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        StringBuilder lines = new StringBuilder();
        variables(server, accessKey)
                .forEach((name, value) ->
                        lines.append(name).append('=').append(value).append('\n'));
        Files.writeString(ENVIRONMENT, lines);
    }

    private static Map<String, String> variables(RemoteServer server, String accessKey) {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                accessKey,
                "AWS_SECRET_ACCESS_KEY",
                SECRET_KEY,
                "SSL_CERT_FILE",
                server.folder().resolve("cert.pem").toString());
    }
}
