package dev.slipway.line.host.machine;

import dev.slipway.line.group.Group;
import dev.slipway.line.host.HostException;
import dev.slipway.line.host.file.StateFile;
import dev.slipway.line.host.plan.Ports;
import dev.slipway.line.program.Programs;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The services' and their workers' consoles' virtual hosts on httpd: one file per service, applied by a graceful
 * reload.
 */
public final class VirtualHosts {
    private static final String MEMBER = "member=";

    private final Path services;
    private final StateFile live;
    private final boolean isNative;
    private final String program;
    private final Programs programs;
    private final Coalescer reloads;

    public VirtualHosts(Settings settings, Coalescer reloads) {
        this.reloads = reloads;
        services = settings.services();
        live = new StateFile(settings.state().resolve("httpd/live/services"));
        isNative = !settings.isInContainers();
        program = settings.root().resolve("httpd/bin/hosts").toString();
        programs = HostPrograms.in(settings.state());
    }

    /** The configuration of a group's host. */
    public static String text(Group group, List<String> workers, Function<String, Ports> ports) {
        StringBuilder text = new StringBuilder("context=" + group.definition().contextRoot() + "\nprobe="
                + group.definition().probe() + "\nfrom=group\ngroup=" + group.group() + "\n");
        for (String worker : workers) {
            Ports at = ports.apply(worker);
            text.append(MEMBER + "%s %s:%d%n".formatted(worker, at.host(), at.http()));
        }
        for (String worker : workers) {
            Ports at = ports.apply(worker);
            text.append("console=%s %s:%d%n".formatted(worker, at.host(), at.management()));
        }
        return text.toString();
    }

    /** The workers that the host routes to. */
    public Set<String> members(String host) throws IOException {
        return read(host).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(MEMBER))
                .map(line -> line.substring(MEMBER.length()).replaceFirst(" .*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a host has this configuration, which httpd serves. */
    public boolean isRouted(String host, String text) throws IOException {
        return read(host).filter(text::equals).isPresent()
                // httpd's container looks at the files by itself.
                && (!isNative || isLive(live.read().orElse(""), host, text));
    }

    /**
     * Whether a reload has followed: a run that was killed before that has only written the file.
     *
     * @param live the configurations of all hosts that httpd was last reloaded with, with the host before each line
     */
    static boolean isLive(String live, String host, String text) {
        return live.lines()
                .filter(line -> line.startsWith(host + " "))
                .map(line -> line.substring(host.length() + 1) + "\n")
                .collect(Collectors.joining())
                .equals(text);
    }

    /** Whether a host belongs to that group, by its configuration or by what httpd still serves. */
    public boolean isOf(String host, String group) throws IOException {
        String line = "group=" + group;
        return read(host).filter(text -> text.lines().anyMatch(line::equals)).isPresent()
                || isNative && live.read().orElse("").lines().anyMatch((host + " " + line)::equals);
    }

    /** Writes the host's configuration; restores the former one if httpd rejects it. */
    public void route(Group group, String text) throws IOException {
        StateFile file = file(group.host());
        Optional<String> before = file.read();
        Optional<String> other = before.stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("group=") && !line.equals("group=" + group.group()))
                .findFirst();
        if (other.isPresent()) {
            throw new HostException("the host name " + group.host() + " is that of "
                    + other.get().replaceFirst("^group=", ""));
        }
        file.write(text, StateFile.FOR_ALL);
        try {
            reload();
        } catch (HostException | IOException refused) {
            if (before.isPresent()) {
                file.write(before.get(), StateFile.FOR_ALL);
            } else {
                Files.deleteIfExists(file.path());
            }
            throw refused;
        }
    }

    public void unroute(String host) throws IOException {
        Files.deleteIfExists(file(host).path());
        reload();
    }

    private void reload() throws IOException {
        reloads.run(() -> programs.run(program, "show").orThrow(HostException::new));
    }

    private Optional<String> read(String host) throws IOException {
        return file(host).read();
    }

    private StateFile file(String host) {
        return new StateFile(services.resolve(host));
    }
}
