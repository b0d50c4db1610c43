package dev.slipway.line.agent.group;

import dev.slipway.line.agent.ledger.WantedGroup;
import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.group.Answer;
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

    private final Path asks;
    private final Path formers;
    private final Path overrides;
    private final Path answers;
    private final @Nullable Containers containers;

    public GroupFiles(Path asks, Path answers) {
        this(asks, answers, null);
    }

    /** For workers in containers. */
    public GroupFiles(Path asks, Path answers, @Nullable Containers containers) {
        this.asks = asks;
        formers = asks.resolveSibling("groups-before");
        overrides = asks.resolveSibling("groups-put-back");
        this.answers = answers;
        this.containers = containers;
    }

    /**
     * Requests these groups; existing requests stay untouched.
     *
     * @param isAll whether to delete the requests for all others
     */
    public synchronized void ask(List<WantedGroup> wanted, boolean isAll) throws IOException {
        Files.createDirectories(asks);
        for (WantedGroup group : wanted) {
            Optional<WantedGroup> override = read(overrides, group.group());
            ask(override.map(group::configuredAs).orElse(group));
        }
        if (isAll) {
            Set<String> names = wanted.stream()
                    .flatMap(group -> Stream.of(group.group(), Rehearsal.of(group.group())))
                    .map(name -> name + SUFFIX)
                    .collect(Collectors.toCollection(TreeSet::new));
            for (Path file : files(asks)) {
                if (!names.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    private void ask(WantedGroup group) throws IOException {
        Path file = asks.resolve(group.group() + SUFFIX);
        if (Files.exists(file) && Files.readString(file).equals(group.text())) {
            return;
        }
        Optional<WantedGroup> before = read(asks, group.group());
        if (before.isPresent() && before.get().configuration() != group.configuration()) {
            write(formers, before.get());
        }
        write(asks, group);
    }

    /** Triggers another check of a group, whose files may have been changed by others, unless it is no longer requested. */
    public synchronized void askAgain(String group) throws IOException {
        Optional<WantedGroup> asked = read(asks, group);
        if (asked.isPresent()) {
            write(asks, asked.get());
        }
    }

    /**
     * A group with an earlier version of its configuration; empty if that was never requested here.
     *
     * @param configuration the version; 0 if nothing was set then
     */
    public Optional<WantedGroup> former(WantedGroup group, long configuration) throws IOException {
        if (configuration == group.configuration()) {
            return Optional.of(group);
        }
        return configuration == 0
                ? Optional.of(group.unconfigured())
                : read(formers, group.group())
                        .filter(former -> former.configuration() == configuration)
                        .map(group::configuredAs);
    }

    /** Overrides the ledger's wanted configuration of a group until {@link #endPutBack}. */
    public synchronized void putBack(WantedGroup group) throws IOException {
        write(overrides, group);
        ask(group);
    }

    /** Ends the overrides in an environment: the ledger knows its configurations now. */
    synchronized void endPutBack(String environment) throws IOException {
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
    public synchronized void rehearse(WantedGroup rehearsal) throws IOException {
        write(asks, rehearsal);
    }

    /** Deletes the requests for rehearsals in an environment, so that their groups are removed. */
    public synchronized void endRehearsals(String environment) throws IOException {
        for (Path file : files(asks)) {
            if (isRehearsal(file) && isIn(environment, file)) {
                Files.delete(file);
            }
        }
    }

    /** What cannot be read is of any. */
    private static boolean isIn(String environment, Path file) {
        Optional<WantedGroup> group = read(file).flatMap(WantedGroup::of);
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

    private static Optional<WantedGroup> read(Path folder, String group) throws IOException {
        return read(folder.resolve(group + SUFFIX)).flatMap(WantedGroup::of);
    }

    private static void write(Path folder, WantedGroup group) throws IOException {
        Files.createDirectories(folder);
        AtomicFile.write(folder.resolve(group.group() + SUFFIX), group.text());
    }

    /** The requested groups, by name: the ledger's last word, also while it is down. */
    public List<WantedGroup> asked() throws IOException {
        List<WantedGroup> asked = new ArrayList<>();
        for (Path file : files(asks)) {
            if (!isRehearsal(file)) {
                read(file).flatMap(WantedGroup::of).ifPresent(asked::add);
            }
        }
        return asked;
    }

    /** The requested group of a service in an environment; empty if it has none. */
    public Optional<WantedGroup> asked(String service, String environment) throws IOException {
        return asked().stream()
                .filter(group -> group.isOf(service, environment))
                .findFirst();
    }

    /** The provisioner's answer; empty if there is none yet. */
    public Optional<Answer> answer(String group) throws IOException {
        Optional<Answer> answer = read(answers.resolve(group).resolve("answer" + SUFFIX))
                .flatMap(Answer::of)
                .filter(one -> one.group().equals(group));
        if (containers == null) {
            return answer;
        }
        return read(asks.resolve(group + SUFFIX))
                .flatMap(WantedGroup::of)
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
        if (!Files.isDirectory(folder)) {
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

    /** It may be deleted at this moment. */
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
