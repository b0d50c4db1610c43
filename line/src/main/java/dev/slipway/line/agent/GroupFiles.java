package dev.slipway.line.agent;

import dev.slipway.line.group.Answer;
import dev.slipway.line.group.Rehearsal;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the agent asks the line's owner for server groups, and hears of them: a file for each group in a folder of the agent's, and a
 * folder for each group that only the owner writes. What is not there whole, or is none of ours, is as if it were not there.
 */
final class GroupFiles {
    private static final String SUFFIX = ".json";
    private static final long LARGEST = 262_144;

    private final Path asks;
    private final Path formers;
    private final Path overrides;
    private final Path answers;
    private final @Nullable Containers containers;

    GroupFiles(Path asks, Path answers) {
        this(asks, answers, null);
    }

    /** Where their workers are containers. */
    GroupFiles(Path asks, Path answers, @Nullable Containers containers) {
        this.asks = asks;
        formers = asks.resolveSibling("groups-before");
        overrides = asks.resolveSibling("groups-put-back");
        this.answers = answers;
        this.containers = containers;
    }

    /**
     * Asks for these groups; what is asked for already stays untouched.
     *
     * @param isAll whether those that are not among them are not asked for any more
     */
    void ask(List<AskedGroup> wanted, boolean isAll) throws IOException {
        Files.createDirectories(asks);
        for (AskedGroup group : wanted) {
            Optional<AskedGroup> override = read(overrides, group.group());
            ask(override.map(group::configuredAs).orElse(group));
        }
        if (isAll) {
            Set<String> names =
                    wanted.stream().map(group -> group.group() + SUFFIX).collect(Collectors.toCollection(TreeSet::new));
            for (Path file : files(asks)) {
                if (!names.contains(file.getFileName().toString()) && !isRehearsal(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    private void ask(AskedGroup group) throws IOException {
        Path file = asks.resolve(group.group() + SUFFIX);
        if (Files.exists(file) && Files.readString(file).equals(group.text())) {
            return;
        }
        Optional<AskedGroup> before = read(asks, group.group());
        if (before.isPresent() && before.get().configuration() != group.configuration()) {
            write(formers, before.get());
        }
        write(asks, group);
    }

    /** Has the owner look at a group that is asked for already: what he wrote of it may have been changed by others. */
    void askAgain(AskedGroup group) throws IOException {
        write(asks, group);
    }

    /**
     * A group as it would be with an earlier version of its configuration, as far as that was asked for before.
     *
     * @param configuration the version; 0 where nothing was set then
     */
    Optional<AskedGroup> former(AskedGroup group, long configuration) throws IOException {
        if (configuration == group.configuration()) {
            return Optional.of(group);
        }
        return configuration == 0
                ? Optional.of(group.unconfigured())
                : read(formers, group.group())
                        .filter(former -> former.configuration() == configuration)
                        .map(group::configuredAs);
    }

    /** Asks for a group with this configuration, whatever the ledger wants, until that is ended. */
    void putBack(AskedGroup group) throws IOException {
        write(overrides, group);
        ask(group);
    }

    /** The ledger knows by now which configuration each group has. */
    void endPutBack() throws IOException {
        for (Path file : files(overrides)) {
            Files.delete(file);
        }
    }

    /** Whether this program can have workers made: an operator makes those that are containers. */
    boolean isOnMachine() {
        return containers == null;
    }

    /** Asks for a group for as long as a rollback is rehearsed in it. The ledger knows nothing of it. */
    void rehearse(AskedGroup rehearsal) throws IOException {
        write(asks, rehearsal);
    }

    /** No rehearsal is asked for any more: whatever there is of one goes. */
    void endRehearsals() throws IOException {
        for (Path file : files(asks)) {
            if (isRehearsal(file)) {
                Files.delete(file);
            }
        }
    }

    private static boolean isRehearsal(Path file) {
        String name = file.getFileName().toString();
        return Rehearsal.isName(name.substring(0, name.length() - SUFFIX.length()));
    }

    /** The public key that secrets are sealed for, as a JWK; empty while nobody has made one. */
    Optional<Json> configurationKey() throws IOException {
        return read(answers.resolve("configuration-key" + SUFFIX));
    }

    private static Optional<AskedGroup> read(Path folder, String group) throws IOException {
        return read(folder.resolve(group + SUFFIX)).flatMap(AskedGroup::of);
    }

    private static void write(Path folder, AskedGroup group) throws IOException {
        Files.createDirectories(folder);
        // Whoever reads the folder passes over names with a dot before them.
        Path half = folder.resolve("." + group.group());
        Files.writeString(half, group.text());
        Files.move(
                half,
                folder.resolve(group.group() + SUFFIX),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** The groups that are asked for, by name: what the ledger said last, also while it is away. */
    List<AskedGroup> asked() throws IOException {
        List<AskedGroup> asked = new ArrayList<>();
        for (Path file : files(asks)) {
            if (!isRehearsal(file)) {
                read(file).flatMap(AskedGroup::of).ifPresent(asked::add);
            }
        }
        return asked;
    }

    /** The group that is asked for there; empty where the service has none. */
    Optional<AskedGroup> asked(String service, String environment) throws IOException {
        return asked().stream()
                .filter(group -> group.isOf(service, environment))
                .findFirst();
    }

    /** What has come of a group; empty where nobody has begun with it. */
    Optional<Answer> answer(String group) throws IOException {
        Optional<Answer> said = read(answers.resolve(group).resolve("answer" + SUFFIX))
                .flatMap(Answer::of)
                .filter(answer -> answer.group().equals(group));
        if (containers == null) {
            return said;
        }
        return read(asks.resolve(group + SUFFIX))
                .flatMap(AskedGroup::of)
                .map(asked -> containers.answer(asked, said.orElse(null)));
    }

    /** A secret of a group's, by its name. */
    String secret(String group, String name) {
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

    private static Optional<Json> read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(Files.readString(file).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
