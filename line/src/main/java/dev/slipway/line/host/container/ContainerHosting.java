package dev.slipway.line.host.container;

import dev.slipway.line.balancer.HostNames;
import dev.slipway.line.group.Group;
import dev.slipway.line.host.HostException;
import dev.slipway.line.host.Hosting;
import dev.slipway.line.host.file.GroupFolder;
import dev.slipway.line.host.file.StateFile;
import dev.slipway.line.host.plan.GroupState;
import dev.slipway.line.host.plan.Ports;
import dev.slipway.line.host.plan.Worker;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Workers in containers, without access to the engine. Writes a Compose file and the files that it mounts into a folder
 * of the checkout; the operator applies them with {@code docker compose up}. An existing container picks up changed
 * files when its worker exits and the engine restarts it.
 */
public final class ContainerHosting implements Hosting {
    /** The files of a group's folder that its workers see. */
    static final List<String> SECRETS = List.of("environment", "management-password", GroupFolder.CONFIGURATION);

    /** Above the uids in the images and on most machines. */
    private static final int FIRST_USER = 20_000;
    /** The group of the ledger's servers, which grants them access to the workers' folders. */
    private static final String READER = "slipway";

    private static final Pattern SIZE = Pattern.compile("(?m)^(MEMORY|METASPACE)=([1-9][0-9]*)m$");

    private final Path groups;
    private final HostNames services;
    private final Path workers;
    private final Path folder;
    private final GroupNumbers users;
    private final GroupNumbers networks;

    public ContainerHosting(Settings settings) throws IOException {
        groups = settings.groups();
        services = new HostNames(settings.services());
        workers = settings.state().resolve("workers");
        folder = settings.containers();
        users = new GroupNumbers(groups.resolve("users.json"));
        networks = new GroupNumbers(groups.resolve("networks.json"));
    }

    @Override
    public Ports ports(String worker, int slot) {
        return Ports.ofContainer(worker, slot);
    }

    @Override
    public boolean isFree(int slot) {
        return true;
    }

    /** The text that the Compose file passes to the worker's program. */
    @Override
    public String container(Group group) {
        return group.definition().memory() + " " + group.definition().metaspace();
    }

    @Override
    public GroupFolder.Readers readers() {
        return GroupFolder.Readers.CONTAINERS;
    }

    @Override
    public void prepare() {
        // Part of the image.
    }

    /** The worker configures itself by the script, at its start. */
    @Override
    public void configure(Worker worker, GroupFolder of, String script) throws IOException {
        of.writeScript(script);
        Path base = workers.resolve(worker.name());
        if (Files.exists(base)) {
            return;
        }
        int user = user(String.valueOf(of.path().getFileName()));
        Path temporary = workers.resolve("." + worker.name() + ".new");
        Files.createDirectories(temporary);
        for (String name : List.of("configuration", "data", "log", "tmp")) {
            Path inside = temporary.resolve(name);
            Files.createDirectories(inside);
            give(inside, user, !name.equals("tmp"));
        }
        give(temporary, user, false);
        Files.move(temporary, base);
    }

    /** The ledger reads the audit log and the deployments; setgid makes new files belong to its group. */
    private static void give(Path path, int user, boolean isInherited) throws IOException {
        Files.setAttribute(path, "unix:uid", user);
        Files.getFileAttributeView(path, PosixFileAttributeView.class)
                .setGroup(path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(READER));
        Files.setAttribute(path, "unix:mode", isInherited ? 02_750 : 0_750);
    }

    /** The engine keeps it running; it picks up prepared files when the agent restarts it. */
    @Override
    public boolean isRunning(String worker) {
        return true;
    }

    /** Not reachable from here; httpd checks it. */
    @Override
    public boolean isWell(Worker worker, String probe) {
        return true;
    }

    @Override
    public void start(Worker worker, Group group) {
        // The engine does.
    }

    @Override
    public void awaitReload() {
        // No worker is stopped here.
    }

    @Override
    public void stop(String worker) {
        // The engine does.
    }

    /** Relative to the opened folders: the worker's user can replace its content with links at any time. */
    @Override
    public void clearDeployments(String worker) throws IOException {
        try (SecureDirectoryStream<Path> base =
                        (SecureDirectoryStream<Path>) Files.newDirectoryStream(workers.resolve(worker));
                SecureDirectoryStream<Path> configuration =
                        base.newDirectoryStream(Path.of("configuration"), LinkOption.NOFOLLOW_LINKS)) {
            configuration.deleteFile(Path.of("standalone.xml"));
        } catch (NoSuchFileException e) {
            // Nothing is deployed.
        }
    }

    private int user(String group) throws IOException {
        return FIRST_USER + users.of(group);
    }

    /** For all groups, with the Compose file last. A running container sees the changes after its restart. */
    @Override
    public synchronized void publish() throws IOException {
        List<Container> containers = new ArrayList<>();
        Set<Path> written = new HashSet<>();
        for (Path path : folders()) {
            String group = String.valueOf(path.getFileName());
            GroupFolder of = new GroupFolder(path, readers());
            GroupState state = of.state();
            // Read before the secrets and written after them, so that a worker that starts with this digest has all
            // that it covers.
            SortedMap<String, String> texts = texts(of, state);
            if (state.workers().isEmpty()) {
                networks.free(group);
                if (state.progress() == GroupState.Progress.DROPPED) {
                    users.free(group);
                }
                continue;
            }
            written.add(publish(
                    "configurations/" + group, of.text("configuration.cli").orElse("")));
            for (String secret : SECRETS) {
                written.add(publish(
                        "secrets/" + group + "/" + secret, of.text(secret).orElse("")));
            }
            for (Map.Entry<String, String> entry : texts.entrySet()) {
                String text = entry.getValue();
                containers.add(new Container(
                        entry.getKey(),
                        group,
                        user(group),
                        1 + networks.of(group),
                        size(text, "MEMORY"),
                        size(text, "METASPACE")));
                written.add(publish("workers/" + entry.getKey(), text));
            }
        }
        written.add(publish("compose.yml", ComposeFile.text(containers, services.services())));
        removeAllBut(written);
    }

    /** The text of each worker that was created, by name. */
    private static SortedMap<String, String> texts(GroupFolder of, GroupState state) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        for (String worker : state.workers().keySet()) {
            of.worker(worker).ifPresent(text -> texts.put(worker, text));
        }
        return texts;
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(groups)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static int size(String text, String name) {
        Matcher sizes = SIZE.matcher(text);
        while (sizes.find()) {
            if (sizes.group(1).equals(name)) {
                return Integer.parseInt(sizes.group(2));
            }
        }
        throw new HostException("a worker has no " + name);
    }

    /**
     * The folder protects the secrets from others; the files themselves are world-readable, as each container has its
     * own uid.
     */
    private Path publish(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        StateFile file = new StateFile(path);
        if (file.read().filter(text::equals).isEmpty()) {
            Path secrets = folder.resolve("secrets");
            if (path.startsWith(secrets) && !Files.exists(secrets)) {
                Files.createDirectory(
                        secrets, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            file.write(text, StateFile.FOR_ALL);
        }
        // Also removes leftovers of an interrupted run.
        Object user = Files.getAttribute(folder, "unix:uid");
        Object group = Files.getAttribute(folder, "unix:gid");
        for (Path one = path; !one.equals(folder); one = one.resolveSibling("").normalize()) {
            if (!Files.getAttribute(one, "unix:uid").equals(user)
                    || !Files.getAttribute(one, "unix:gid").equals(group)) {
                Files.setAttribute(one, "unix:uid", user);
                Files.setAttribute(one, "unix:gid", group);
            }
        }
        return path;
    }

    private void removeAllBut(Set<Path> written) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                boolean isEmptied = Files.isDirectory(path) && !path.equals(folder) && isEmpty(path);
                if (isEmptied || Files.isRegularFile(path) && !written.contains(path)) {
                    Files.delete(path);
                }
            }
        }
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (Stream<Path> inside = Files.list(path)) {
            return inside.findAny().isEmpty();
        }
    }
}
