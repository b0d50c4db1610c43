package dev.slipway.line.balancer;

import dev.slipway.line.roll.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The services' host names on httpd: a file for each says what is known of it; a program of httpd's makes them live. */
public final class HostNames {
    private final Path folder;
    private final Change change;

    /** In this folder, and changed in that way. */
    public HostNames(Path folder, Change change) {
        this.folder = folder;
        this.change = change;
    }

    /** The way to a host name: not the agent's own, for httpd is another's. */
    public interface Change {
        /** Whether this user may change them. */
        boolean isPossible();

        /** Gives a service a host name, and waits until it is served. */
        void add(String service, Host host) throws IOException, BalancerException;

        /** Takes it away. */
        void remove(String service) throws IOException, BalancerException;
    }

    /** What a service has; empty where it has no host name. */
    public Optional<Host> of(String service) throws BalancerException {
        Path file = folder.resolve(service);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return Optional.of(new Host(value(lines, "context"), value(lines, "probe")));
        } catch (IOException e) {
            throw new BalancerException("the host name of " + service + " cannot be read: " + e);
        }
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    /** Whether this user may change them. */
    public boolean isChangeable() {
        return change.isPossible();
    }

    /** Gives a service a host name. */
    public void add(String service, Host host) throws BalancerException {
        try {
            change.add(service, host);
        } catch (IOException e) {
            throw new BalancerException("the host name of " + service + " cannot be asked for: " + e);
        }
    }

    /** Takes a service's host name away; where it has none, nothing. */
    public void remove(String service) throws BalancerException {
        if (of(service).isPresent()) {
            try {
                change.remove(service);
            } catch (IOException e) {
                throw new BalancerException("the host name of " + service + " cannot be given back: " + e);
            }
        }
    }
}
