package dev.slipway.line.service;

import dev.slipway.line.Command;
import dev.slipway.line.FreePorts;
import dev.slipway.line.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server for backups on a port of its own: an OpenSSH server, or an S3-compatible store. */
final class RemoteServer implements AutoCloseable {
    /** As somebody else where root runs this: OpenSSH can then let in nobody but that user, and needs no rights. */
    private static final String SSHD = """
            cd "$SLIPWAY_TEST"
            user=$(id -un) as=()
            if ((EUID == 0)); then user=backup as=(setpriv --reuid=backup --regid=backup --clear-groups); fi
            for key in host client other; do ssh-keygen -q -t ed25519 -N '' -f $key; done
            mkdir files && chmod 755 .
            cat >sshd_config <<END
            Port $SLIPWAY_TEST_PORT
            ListenAddress 127.0.0.1
            HostKey $PWD/host
            PidFile none
            AuthorizedKeysFile $PWD/client.pub
            StrictModes no
            UsePAM no
            Subsystem sftp internal-sftp
            ForceCommand internal-sftp
            END
            cat >ssh_config <<END
            Host *
              User $user
              UserKnownHostsFile $PWD/known
              IdentitiesOnly yes
              IdentityFile $PWD/identity
            END
            mkdir bin
            printf '#!/bin/sh\\nexec /usr/bin/ssh -F "%s" "$@"\\n' "$PWD/ssh_config" >bin/ssh
            chmod +x bin/ssh
            if ((EUID == 0)); then chown backup:backup files host; fi
            exec "${as[@]}" /usr/sbin/sshd -D -e -f "$PWD/sshd_config"
            """;

    private static final String S3 = """
            cd "$SLIPWAY_TEST"
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem -days 2 \\
              -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 2>/dev/null
            mkdir files
            exec "$SLIPWAY_TEST_TOOLS/node" "$SLIPWAY_TEST_TOOLS/node_modules/.bin/s3rver" --directory files --address 127.0.0.1 \\
              --port "$SLIPWAY_TEST_PORT" --no-vhost-buckets --silent --key key.pem --cert cert.pem
            """;

    private final Path folder;
    private final int port;
    private final Process process;

    private RemoteServer(Path folder, String script, String tools) {
        this.folder = folder;
        port = Integer.parseInt(FreePorts.ofLine("SLIPWAY_TEST_PORT").get("SLIPWAY_TEST_PORT"));
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", script)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "SLIPWAY_TEST", folder.toString(),
                        "SLIPWAY_TEST_PORT", String.valueOf(port),
                        "SLIPWAY_TEST_TOOLS", tools));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Command.bash("for _ in {1..100}; do (: </dev/tcp/127.0.0.1/" + port
                        + ") 2>/dev/null && exit; sleep 0.1; done; cat '" + folder.resolve("log") + "'; exit 1")
                .run()
                .expectSuccess();
    }

    /** An OpenSSH server, and an {@code ssh} in {@code bin} that looks nowhere but in this folder. */
    static RemoteServer sftp() {
        return new RemoteServer(place(), SSHD, "");
    }

    /** A store that knows one pair of keys, with a certificate of its own. */
    static RemoteServer s3() {
        Path tools = Line.target().resolve("ci-tools");
        Command.bash(".ci/npm-tools '" + tools + "'").run().expectSuccess();
        return new RemoteServer(place(), S3, tools.toString());
    }

    /** Reachable by another user, too. */
    private static Path place() {
        try {
            return Files.createTempDirectory(Path.of("/var/tmp"), "slipway-it-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    int port() {
        return port;
    }

    /** Ends it, and leaves its folder. */
    void stop() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
        Command.bash("rm -rf '" + folder + "'").run().expectSuccess();
    }
}
