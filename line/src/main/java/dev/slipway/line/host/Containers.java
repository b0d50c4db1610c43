package dev.slipway.line.host;

import dev.slipway.line.group.Group;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Containers of an engine that nobody here may ask for anything. What there is to be is written to a folder of the checkout, a Compose
 * file and what it shows to each container; whoever calls {@code docker compose up} makes it so. A container that is there already takes
 * what it is shown when it is started anew, which its worker's end is enough for.
 */
final class Containers implements Hosting {
    /** What the workers of a group are shown of its folder. */
    static final List<String> SECRETS = List.of("environment", "management-password", GroupFolder.CONFIGURATION);

    /** Above all users of the images, and of most machines. */
    private static final int FIRST_USER = 20_000;
    /** The user of the ledger's servers, which read the workers' folders by their group. */
    private static final String READER = "slipway";

    private static final Pattern SIZE = Pattern.compile("(?m)^(MEMORY|METASPACE)=([1-9][0-9]*)m$");

    private final Path groups;
    private final Path workers;
    private final Path folder;
    private final Numbers users;
    private final Numbers networks;

    Containers(Settings settings) throws IOException {
        groups = settings.groups();
        workers = settings.state().resolve("workers");
        folder = settings.containers();
        users = new Numbers(groups.resolve("users.json"));
        networks = new Numbers(groups.resolve("networks.json"));
    }

    @Override
    public Ports ports(String worker, int slot) {
        return Ports.ofContainer(worker, slot);
    }

    @Override
    public boolean isFree(int slot) {
        return true;
    }

    /** As it is given to the worker's program by the Compose file. */
    @Override
    public String container(Group group) {
        return group.memory() + " " + group.metaspace();
    }

    @Override
    public GroupFolder.Readers readers() {
        return GroupFolder.Readers.CONTAINERS;
    }

    @Override
    public void prepare() {
        // The image has it.
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
        Path beside = workers.resolve("." + worker.name() + ".new");
        Files.createDirectories(beside);
        for (String name : List.of("configuration", "data", "log", "tmp")) {
            Path inside = beside.resolve(name);
            Files.createDirectories(inside);
            give(inside, user, !name.equals("tmp"));
        }
        give(beside, user, false);
        Files.move(beside, base);
    }

    /** The ledger reads the record of what happens there, and what is deployed: whatever is new in such a folder is its group's, too. */
    private static void give(Path path, int user, boolean isInherited) throws IOException {
        Files.setAttribute(path, "unix:uid", user);
        Files.getFileAttributeView(path, PosixFileAttributeView.class)
                .setGroup(path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(READER));
        Files.setAttribute(path, "unix:mode", isInherited ? 02_750 : 0_750);
    }

    /** The engine keeps it so: it takes what is prepared when the agent restarts it. */
    @Override
    public boolean isRunning(String worker) {
        return true;
    }

    /** Nobody here reaches it; httpd does. */
    @Override
    public boolean isWell(Worker worker, String probe) {
        return true;
    }

    @Override
    public void start(Worker worker, Group group) {
        // The engine does.
    }

    @Override
    public void settle() {
        // Nothing was started.
    }

    @Override
    public void stop(String worker) {
        // The engine does.
    }

    private int user(String group) throws IOException {
        return FIRST_USER + users.of(group);
    }

    /** Of all groups, the Compose file last. A container that runs sees it once it is started anew. */
    @Override
    public synchronized void publish() throws IOException {
        List<Container> containers = new ArrayList<>();
        Set<Path> written = new HashSet<>();
        for (Path path : folders()) {
            String group = String.valueOf(path.getFileName());
            GroupFolder of = new GroupFolder(path, readers());
            Made made = of.made();
            // Read before what is secret and written after it: whoever starts with a digest has all that it stands for.
            SortedMap<String, String> texts = texts(of, made);
            if (made.workers().isEmpty()) {
                networks.free(group);
                if (made.progress() == Made.Progress.DROPPED) {
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
        written.add(publish("compose.yml", ComposeFile.text(containers)));
        removeAllBut(written);
    }

    /** What each worker is that was made, by its name. */
    private static SortedMap<String, String> texts(GroupFolder of, Made made) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        for (String worker : made.workers().keySet()) {
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

    /** The folder of the secrets keeps others out; in it they are for everybody: each container has a user of its own. */
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
        // Also of what was written when this was ended in the middle.
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
