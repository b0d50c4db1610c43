package dev.slipway.line.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.line.group.Answer;
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
 * What the line's owner keeps of a server group: the answer for everybody, what one user may read, and what nobody else may.
 *
 * @param path of the folder
 * @param readers who may read what
 */
record GroupFolder(Path path, Readers readers) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    /** What its workers are told by the configuration of their service. */
    static final String CONFIGURATION = "configuration";

    /** Who reads what the owner shares: users of the machine, or those that an engine shows the folder to. */
    enum Readers {
        /** There is nobody but the owner. */
        OWNER,
        /** The workers' user, and the agent's. */
        USERS,
        /** The agent's container reads it, and httpd's, which knows the group by one of the secrets; a worker's is shown copies. */
        CONTAINERS
    }

    /** What was made so far. */
    Made made() throws IOException {
        Optional<String> text = file("made.json").read();
        return text.isPresent() ? JSON.readValue(text.get(), Made.class) : Made.NOTHING;
    }

    void write(Made made) throws IOException {
        file("made.json").write(JSON.writeValueAsString(made), StateFile.FOR_THE_OWNER);
    }

    /** Unless that is what everybody reads already. */
    void write(Answer answer) throws IOException {
        StateFile file = file("answer.json");
        Optional<String> before = file.read();
        if (before.isEmpty() || !isSame(before.get(), answer)) {
            file.write(answer.json() + "\n", StateFile.FOR_ALL);
        }
    }

    /** What everybody reads of it. */
    Answer answer() throws IOException {
        String text = file("answer.json").read().orElse("{}");
        return Answer.of(Json.read(text.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> new HostException("there is no answer in " + path));
    }

    /** But for when it was said. */
    private static boolean isSame(String before, Answer answer) throws IOException {
        return Answer.of(Json.read(before.getBytes(StandardCharsets.UTF_8)))
                .filter(said -> new Answer(
                                said.group(),
                                said.version(),
                                said.state(),
                                said.detail(),
                                said.workers(),
                                said.database(),
                                answer.at(),
                                said.configuration())
                        .equals(answer))
                .isPresent();
    }

    /** A secret of the group's, made where there is none. */
    String secret(String name) throws IOException {
        return new SecretFile(path.resolve("secrets").resolve(name)).readOrMake();
    }

    /** How its workers log in to its database; the password is made where there is none. */
    DatabaseLogin login(String database) throws IOException {
        return DatabaseLogin.of(database, secret("database-password"));
    }

    /** By what its workers may know httpd: while another value comes, by either. */
    String frontSecrets() throws IOException {
        StringBuilder all = new StringBuilder(secret("front-secret"));
        for (String end : List.of(".next", ".former")) {
            file("secrets/rotation/front-secret" + end)
                    .read()
                    .ifPresent(one -> all.append(',').append(one.strip()));
        }
        return all.toString();
    }

    /** Whoever is on the way to the workers says that. */
    void shareFront() throws IOException {
        String text = frontSecrets() + "\n";
        switch (readers) {
            case OWNER -> file("front-secret").write(text, StateFile.FOR_THE_OWNER);
            case USERS -> file("front-secret").write(text, StateFile.FOR_A_GROUP, "slipway-agent");
            case CONTAINERS -> file("front-secret").write(text, StateFile.FOR_ALL);
        }
    }

    /**
     * What its workers are told, and by what the agent manages and probes them.
     *
     * @param told by the configuration of their service
     * @param user that its workers run as
     */
    void share(String environment, String told, String user) throws IOException {
        String managementPassword = secret("management-password") + "\n";
        shareFront();
        // Where nothing was ever set, there is no such file.
        boolean isTold = !told.isEmpty() || Files.exists(path.resolve(CONFIGURATION));
        switch (readers) {
            case OWNER -> {
                if (isTold) {
                    file(CONFIGURATION).write(told, StateFile.FOR_THE_OWNER);
                }
                file("environment").write(environment, StateFile.FOR_THE_OWNER);
                file("management-password").write(managementPassword, StateFile.FOR_THE_OWNER);
            }
            case USERS -> {
                if (isTold) {
                    file(CONFIGURATION).write(told, StateFile.FOR_A_GROUP, user);
                }
                file("environment").write(environment, StateFile.FOR_A_GROUP, user);
                file("management-password").write(managementPassword, StateFile.FOR_A_GROUP, "slipway-agent");
            }
            case CONTAINERS -> {
                if (isTold) {
                    file(CONFIGURATION).write(told, StateFile.FOR_THE_OWNER);
                }
                file("environment").write(environment, StateFile.FOR_THE_OWNER);
                file("management-password").write(managementPassword, StateFile.FOR_A_GROUP, "slipway");
            }
        }
    }

    /** The names of the files of these that do not say that. */
    List<String> altered(String environment, String told) throws IOException {
        List<String> altered = new ArrayList<>();
        if (!file("environment").read().orElse("").equals(environment)) {
            altered.add("environment");
        }
        if (!file(CONFIGURATION).read().orElse("").equals(told)) {
            altered.add(CONFIGURATION);
        }
        return altered;
    }

    /** What a worker is: no secrets. */
    void writeWorker(String worker, String text) throws IOException {
        file("workers/" + worker).write(text, StateFile.FOR_ALL);
    }

    /** What a worker is; empty where it is none. */
    Optional<String> worker(String worker) throws IOException {
        return file("workers/" + worker).read();
    }

    /** A file of the group's by its name, as it was written last; empty where it never was. */
    Optional<String> text(String name) throws IOException {
        return file(name).read();
    }

    void removeWorker(String worker) throws IOException {
        Files.deleteIfExists(path.resolve("workers").resolve(worker));
    }

    /** What makes the base configuration the group's, for jboss-cli. */
    Path writeScript(String text) throws IOException {
        StateFile file = file("configuration.cli");
        file.write(text, StateFile.FOR_THE_OWNER);
        return file.path();
    }

    /** The secrets of its configuration stay sealed, where nobody is to be told them any more. */
    void removeConfiguration() throws IOException {
        Files.deleteIfExists(path.resolve(CONFIGURATION));
    }

    /** All secrets go. */
    void removeSecrets() throws IOException {
        Files.deleteIfExists(path.resolve("environment"));
        removeConfiguration();
        Files.deleteIfExists(path.resolve("management-password"));
        Files.deleteIfExists(path.resolve("front-secret"));
        Files.deleteIfExists(path.resolve("configuration.cli"));
        removeFolder(path.resolve("secrets/rotation"));
        removeFolder(path.resolve("secrets"));
    }

    private static void removeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** Where a dump of that time goes. */
    Path dump(String time) {
        return path.resolve("dump-" + time + ".dump");
    }

    /** The newest dump; null where there is none. */
    @Nullable
    Path newestDump() throws IOException {
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
