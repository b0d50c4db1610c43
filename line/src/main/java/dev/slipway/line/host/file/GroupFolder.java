package dev.slipway.line.host.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.line.database.DatabaseLogin;
import dev.slipway.line.file.Folders;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.host.HostException;
import dev.slipway.line.host.plan.GroupState;
import dev.slipway.line.http.Json;
import dev.slipway.line.setting.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The provisioner's folder of a server group: the public answer, files for one user, and private files.
 *
 * @param path of the folder
 * @param readers how files are shared
 */
public record GroupFolder(Path path, Readers readers) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private static final String STATE = "made.json";

    /** The variables of the service's configuration, for its workers. */
    public static final String CONFIGURATION = "configuration";

    /** Who reads the shared files: users of the machine, or containers that mount the folder. */
    public enum Readers {
        /** Only the owner. */
        OWNER,
        /** The workers' user, and the agent's. */
        USERS,
        /** The containers of the agent and of httpd, which needs one of the secrets; workers see copies. */
        CONTAINERS;

        /** The system group that the agent reads by; null if it is the owner. */
        private @Nullable String agent() {
            return switch (this) {
                case OWNER -> null;
                case USERS -> "slipway-agent";
                case CONTAINERS -> "slipway";
            };
        }
    }

    /** Whether there is such a group. */
    public boolean exists() {
        return Files.isRegularFile(path.resolve(STATE));
    }

    /** The state so far. */
    public GroupState state() throws IOException {
        Optional<String> text = file(STATE).read();
        return text.isPresent() ? JSON.readValue(text.get(), GroupState.class) : GroupState.NOTHING;
    }

    public void write(GroupState state) throws IOException {
        file(STATE).write(JSON.writeValueAsString(state), StateFile.FOR_THE_OWNER);
    }

    /** Writes the answer, unless it is unchanged. */
    public void write(GroupStatus answer) throws IOException {
        StateFile file = file("answer.json");
        Optional<String> before = file.read();
        if (before.isEmpty() || !isSame(before.get(), answer)) {
            file.write(answer.json() + "\n", StateFile.FOR_ALL);
        }
    }

    /** The public answer. */
    public GroupStatus answer() throws IOException {
        String text = file("answer.json").read().orElse("{}");
        return GroupStatus.of(Json.read(text.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> new HostException("there is no answer in " + path));
    }

    /** Compares all but the time. */
    private static boolean isSame(String before, GroupStatus answer) throws IOException {
        return GroupStatus.of(Json.read(before.getBytes(StandardCharsets.UTF_8)))
                .filter(last -> last.at(answer.at()).equals(answer))
                .isPresent();
    }

    /** A secret of the group, generated if missing. */
    public String secret(String name) throws IOException {
        return new SecretFile(path.resolve("secrets").resolve(name)).readOrMake();
    }

    /** Its workers' database login; the password is generated if missing. */
    public DatabaseLogin login(String database) throws IOException {
        return DatabaseLogin.of(database, secret("database-password"));
    }

    /** The secrets by which its workers authenticate httpd; two during a rotation. */
    public String frontSecrets() throws IOException {
        StringBuilder all = new StringBuilder(secret("front-secret"));
        for (String end : List.of(".next", ".former")) {
            file("secrets/rotation/front-secret" + end)
                    .read()
                    .ifPresent(one -> all.append(',').append(one.strip()));
        }
        return all.toString();
    }

    /** Shares the secret that httpd and the agent send. */
    public void shareFront() throws IOException {
        String text = frontSecrets() + "\n";
        if (readers == Readers.CONTAINERS) {
            file("front-secret").write(text, StateFile.FOR_ALL);
        } else {
            write("front-secret", text, readers.agent());
        }
    }

    /**
     * Shares the workers' environment, and the agent's management and probe secrets.
     *
     * @param variables the variables of the service's configuration
     * @param user that its workers run as
     */
    public void share(String environment, String variables, String user) throws IOException {
        shareFront();
        String workers = readers == Readers.USERS ? user : null;
        // No file if nothing was ever set.
        if (!variables.isEmpty() || Files.exists(path.resolve(CONFIGURATION))) {
            write(CONFIGURATION, variables, workers);
        }
        write("environment", environment, workers);
        write("management-password", secret("management-password") + "\n", readers.agent());
    }

    /** Writes a file for the owner, and for a system group if there is one. */
    private void write(String name, String text, @Nullable String group) throws IOException {
        file(name).write(text, group == null ? StateFile.FOR_THE_OWNER : StateFile.FOR_A_GROUP, group);
    }

    /** Whether its user may have files to read: from the first {@link #share} until they are deleted. */
    public boolean isShared() {
        return Files.exists(path.resolve("environment")) || Files.exists(path.resolve(CONFIGURATION));
    }

    /** The names of those files that have other content. */
    public List<String> altered(String environment, String variables) throws IOException {
        List<String> altered = new ArrayList<>();
        if (!file("environment").read().orElse("").equals(environment)) {
            altered.add("environment");
        }
        if (!file(CONFIGURATION).read().orElse("").equals(variables)) {
            altered.add(CONFIGURATION);
        }
        return altered;
    }

    /** Writes a worker's description, which has no secrets. */
    public void writeWorker(String worker, String text) throws IOException {
        file("workers/" + worker).write(text, StateFile.FOR_ALL);
    }

    /** A worker's description; empty if there is none. */
    public Optional<String> worker(String worker) throws IOException {
        return file("workers/" + worker).read();
    }

    /** A file of the group, by name; empty if it was never written. */
    public Optional<String> text(String name) throws IOException {
        return file(name).read();
    }

    public void removeWorker(String worker) throws IOException {
        Files.deleteIfExists(path.resolve("workers").resolve(worker));
    }

    /** Writes the jboss-cli script that turns the base configuration into the group's. */
    public Path writeScript(String text) throws IOException {
        StateFile file = file("configuration.cli");
        file.write(text, StateFile.FOR_THE_OWNER);
        return file.path();
    }

    /** Deletes the opened configuration; its secrets remain only in sealed form. */
    public void removeConfiguration() throws IOException {
        Files.deleteIfExists(path.resolve(CONFIGURATION));
    }

    /** Deletes all secrets. */
    public void removeSecrets() throws IOException {
        Files.deleteIfExists(path.resolve("environment"));
        removeConfiguration();
        Files.deleteIfExists(path.resolve("management-password"));
        Files.deleteIfExists(path.resolve("front-secret"));
        Files.deleteIfExists(path.resolve("configuration.cli"));
        Folders.delete(path.resolve("secrets"));
    }

    /** The path for a dump of that time. */
    public Path dump(String time) {
        return path.resolve("dump-" + time + ".dump");
    }

    /** The newest dump; null if there is none. */
    @Nullable
    public Path newestDump() throws IOException {
        if (!Files.isDirectory(path)) {
            return null;
        }
        try (var files = Files.list(path)) {
            return files.filter(file -> Objects.toString(file.getFileName()).matches("dump-[0-9TZ]+\\.dump"))
                    .max(Path::compareTo)
                    .orElse(null);
        }
    }

    private StateFile file(String name) {
        return new StateFile(path.resolve(name));
    }
}
