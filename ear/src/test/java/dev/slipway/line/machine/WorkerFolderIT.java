package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.line.Beside;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker's folder belongs to the worker's user. {@code wildfly install}, which root calls, finds there what that user left: it
 * keeps what is to be kept, and follows no link. The server in this state is a few files.
 */
@Beside
class WorkerFolderIT {
    private static final String SECRET = "for root alone";
    private static final String DEPLOYMENTS = """
                <deployments>
                    <deployment name="shop.war" runtime-name="shop.war"/>
                </deployments>
            """;

    @TempDir
    Path folder;

    private Path state;
    private Path worker;
    private Path secret;

    @BeforeEach
    void install() throws IOException {
        open(folder);
        state = Files.createDirectory(folder.resolve("state"));
        open(state);
        worker = state.resolve("workers/worker-1");
        Path secrets = Files.createDirectory(state.resolve("secrets"));
        for (String name : List.of("agent-management-password", "break-glass-password")) {
            Files.writeString(secrets.resolve(name), name);
        }
        secret = Files.writeString(secrets.resolve("postgres-password"), SECRET);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwx------"));
        build("one");
        for (String own : List.of("line", "ear/management-client.xml")) {
            Files.createSymbolicLink(
                    folder.resolve("checkout").resolve(own), Line.checkout().resolve(own));
        }
        run().expectSuccess();
    }

    @Test
    void keepsWhatWasDeployedAndTheLogsOfIt() throws IOException {
        Path configuration = worker.resolve("configuration/standalone.xml");
        String before = Files.readString(configuration).replace("</server>", DEPLOYMENTS + "</server>");
        Files.writeString(configuration, before);
        write("configuration/mgmt-users.properties", "developer=of an older version");
        write("data/content/ab/cd/content", "an archive");
        write("data/audit-log.log", "who did it");
        write("log/deployments.log", "why it failed");
        build("two");
        run().expectSuccess();
        assertThat(configuration).content().contains("two", DEPLOYMENTS).doesNotContain("one");
        assertThat(worker.resolve("configuration/standalone.xml.before-upgrade"))
                .hasContent(before);
        assertThat(worker.resolve("configuration/mgmt-users.properties"))
                .content()
                .contains("agent=", "break-glass=")
                .doesNotContain("developer");
        assertThat(worker.resolve("data/content/ab/cd/content")).hasContent("an archive");
        assertThat(worker.resolve("data/audit-log.log")).hasContent("who did it");
        assertThat(worker.resolve("log/deployments.log")).hasContent("why it failed");
        String owner = isRoot() ? "slipway-app" : Files.getOwner(state).getName();
        try (Stream<Path> files = Files.walk(worker)) {
            assertThat(files).allMatch(file -> ownerOf(file).equals(owner));
        }
    }

    @Test
    void readsNoConfigurationThroughALink() throws IOException {
        Path configuration = worker.resolve("configuration/standalone.xml");
        Files.delete(configuration);
        Files.createSymbolicLink(configuration, secret);
        assertThat(upgraded().code()).isNotZero();
    }

    @Test
    void readsNoLogThroughALink() throws IOException {
        Files.createDirectory(worker.resolve("log"));
        Files.createSymbolicLink(worker.resolve("log/deployments.log"), secret);
        upgraded().expectSuccess();
    }

    @Test
    void readsNoDataThroughALink() throws IOException {
        Files.createSymbolicLink(worker.resolve("data"), secret.getParent());
        upgraded().expectSuccess();
    }

    /** Where the kernel lets one be made to others' files. */
    @Test
    void readsNoDataThroughAHardLink() throws IOException {
        Files.createDirectory(worker.resolve("data"));
        Files.createLink(worker.resolve("data/audit-log.log"), secret);
        assertThat(upgraded().code()).isNotZero();
    }

    @Test
    void givesAwayNoArchiveThatIsAHardLink() throws IOException {
        Files.createLink(state.resolve("archives/sha256-0"), secret);
        upgraded().expectSuccess();
    }

    /** After what the worker's user did, a new server comes: nothing that is root's is that user's then. */
    private Command.Result upgraded() throws IOException {
        assumeTrue(isRoot(), "the worker's user is the one who installs it");
        build("two");
        Command.Result result = run();
        assertThat(ownerOf(secret)).isEqualTo("root");
        try (Stream<Path> files = Files.walk(state.resolve("workers"))) {
            assertThat(files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)))
                    .filteredOn(file -> ownerOf(file).equals("slipway-app"))
                    .noneMatch(file -> contentOf(file).contains(SECRET));
        }
        return result;
    }

    private static boolean isRoot() {
        return ownerOf(Line.running().state()).equals("root");
    }

    private Command.Result run() {
        return Command.bash("ear/bin/wildfly install 1")
                .with("SLIPWAY_ROOT", folder.resolve("checkout").toString())
                .with("SLIPWAY_STATE", state.toString())
                .run();
    }

    private void build(String version) throws IOException {
        Path configuration = folder.resolve("checkout/ear/target/server/standalone/configuration");
        Files.createDirectories(configuration);
        Files.writeString(
                configuration.resolve("standalone.xml"), "<server>%n    <!-- %s -->%n</server>%n".formatted(version));
    }

    private void write(String name, String content) throws IOException {
        Path file = worker.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        if (isRoot()) {
            Command.bash("chown -R slipway-app: '%s'".formatted(worker)).run().expectSuccess();
        }
    }

    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String ownerOf(Path file) {
        try {
            return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
