package dev.slipway.line.agent.group;

import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.group.Rehearsal;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file interface between the agent and the provisioner, which runs as the line's owner: request files in a folder
 * of the agent's, answers in folders that only the owner can write. Incomplete or foreign files are ignored. Several threads
 * may use one instance.
 */
public final class GroupFiles {
    private static final String SUFFIX = ".json";
    private static final long LARGEST = 262_144;

    private final Path requests;
    private final Path formers;
    private final Path overrides;
    private final Path answers;
    private final @Nullable Containers containers;

    public GroupFiles(Path requests, Path answers) {
        this(requests, answers, null);
    }

    /** For workers in containers. */
    public GroupFiles(Path requests, Path answers, @Nullable Containers containers) {
        this.requests = requests;
        formers = requests.resolveSibling("groups-before");
        overrides = requests.resolveSibling("groups-put-back");
        this.answers = answers;
        this.containers = containers;
    }

    /** Requests these groups; the requests for others stay. */
    synchronized void request(List<DesiredGroup> desired) throws IOException {
        Files.createDirectories(requests);
        for (DesiredGroup group : desired) {
            Optional<DesiredGroup> override = read(overrides, group.group());
            request(override.map(group::configuredAs).orElse(group));
        }
    }

    /** Requests these groups, and deletes the requests for all others. */
    public synchronized void replaceAll(List<DesiredGroup> desired) throws IOException {
        request(desired);
        Set<String> names = desired.stream()
                .flatMap(group -> Stream.of(group.group(), Rehearsal.of(group.group())))
                .map(name -> name + SUFFIX)
                .collect(Collectors.toCollection(TreeSet::new));
        for (Path file : files(requests)) {
            if (!names.contains(file.getFileName().toString())) {
                Files.delete(file);
            }
        }
    }

    private void request(DesiredGroup group) throws IOException {
        Path file = requests.resolve(group.group() + SUFFIX);
        if (Files.exists(file) && Files.readString(file).equals(group.text())) {
            return;
        }
        Optional<DesiredGroup> before = read(requests, group.group());
        if (before.isPresent() && before.get().configuration() != group.configuration()) {
            write(formers, before.get());
        }
        write(requests, group);
    }

    /** Triggers another check of a group, whose files may have been changed by others, unless it is no longer requested. */
    public synchronized void requestAgain(String group) throws IOException {
        Optional<DesiredGroup> requested = read(requests, group);
        if (requested.isPresent()) {
            write(requests, requested.get());
        }
    }

    /**
     * A group with an earlier version of its configuration; empty if that was never requested here.
     *
     * @param configuration the version; 0 if nothing was set then
     */
    public Optional<DesiredGroup> former(DesiredGroup group, long configuration) throws IOException {
        if (configuration == group.configuration()) {
            return Optional.of(group);
        }
        return configuration == 0
                ? Optional.of(group.unconfigured())
                : read(formers, group.group())
                        .filter(former -> former.configuration() == configuration)
                        .map(group::configuredAs);
    }

    /** Overrides the ledger's desired configuration of a group until {@link #endOverrides}. */
    public synchronized void override(DesiredGroup group) throws IOException {
        write(overrides, group);
        request(group);
    }

    /** Ends the overrides in an environment: the ledger knows its configurations now. */
    synchronized void endOverrides(String environment) throws IOException {
        for (Path file : files(overrides)) {
            if (isIn(environment, file)) {
                Files.delete(file);
            }
        }
    }

    /** Whether workers can be created automatically; an operator creates containers. */
    public boolean isOnMachine() {
        return containers == null;
    }

    /** Requests a temporary group for a rehearsal, unknown to the ledger. */
    public synchronized void rehearse(DesiredGroup rehearsal) throws IOException {
        write(requests, rehearsal);
    }

    /** Deletes the requests for rehearsals in an environment, so that their groups are removed. */
    public synchronized void endRehearsals(String environment) throws IOException {
        for (Path file : files(requests)) {
            if (isRehearsal(file) && isIn(environment, file)) {
                Files.delete(file);
            }
        }
    }

    /** An unreadable file counts as in any environment. */
    private static boolean isIn(String environment, Path file) {
        Optional<DesiredGroup> group = read(file).flatMap(DesiredGroup::of);
        return group.isEmpty() || group.get().environment().equals(environment);
    }

    private static boolean isRehearsal(Path file) {
        String name = file.getFileName().toString();
        return Rehearsal.isName(name.substring(0, name.length() - SUFFIX.length()));
    }

    /** The public key for sealing secrets, as a JWK; empty until it is created. */
    Optional<Json> configurationKey() throws IOException {
        return read(answers.resolve("configuration-key" + SUFFIX));
    }

    private static Optional<DesiredGroup> read(Path folder, String group) throws IOException {
        return read(folder.resolve(group + SUFFIX)).flatMap(DesiredGroup::of);
    }

    private static void write(Path folder, DesiredGroup group) throws IOException {
        Files.createDirectories(folder);
        AtomicFile.write(folder.resolve(group.group() + SUFFIX), group.text());
    }

    /** The requested groups, by name: the ledger's last word, also while it is down. */
    public List<DesiredGroup> requested() throws IOException {
        List<DesiredGroup> requested = new ArrayList<>();
        for (Path file : files(requests)) {
            if (!isRehearsal(file)) {
                read(file).flatMap(DesiredGroup::of).ifPresent(requested::add);
            }
        }
        return requested;
    }

    /** The requested group of a service in an environment; empty if it has none. */
    public Optional<DesiredGroup> requested(String service, String environment) throws IOException {
        return requested().stream()
                .filter(group -> group.isOf(service, environment))
                .findFirst();
    }

    /** The provisioner's answer; empty if there is none yet. */
    public Optional<GroupStatus> answer(String group) throws IOException {
        Optional<GroupStatus> answer = read(answers.resolve(group).resolve("answer" + SUFFIX))
                .flatMap(GroupStatus::of)
                .filter(one -> one.group().equals(group));
        if (containers == null) {
            return answer;
        }
        return read(requests.resolve(group + SUFFIX))
                .flatMap(DesiredGroup::of)
                .map(desired -> containers.answer(desired, answer.orElse(null)));
    }

    /** A secret of a group, by name. */
    public String secret(String group, String name) {
        Path file = answers.resolve(group).resolve(name);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException("the secret " + name + " of " + group + " cannot be read: " + e, e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.endsWith(SUFFIX) && !name.startsWith(".");
                    })
                    .sorted()
                    .toList();
        }
    }

    /** The file may be deleted concurrently. */
    private static Optional<Json> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            return Optional.of(Json.read(Files.readString(file).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
