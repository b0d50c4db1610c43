package dev.slipway.line.balancer;

import dev.slipway.line.roll.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The host names of services on httpd, from the file that the line's owner writes for each. */
public final class HostNames {
    private final Path folder;

    /** From the files in a folder. */
    public HostNames(Path folder) {
        this.folder = folder;
    }

    /** A service's host; empty if it has no host name. */
    public Optional<Host> of(String service) throws BalancerException {
        Path file = folder.resolve(service);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return Optional.of(new Host(value(lines, "context"), value(lines, "probe")));
        } catch (IOException e) {
            throw new BalancerException("the host name of " + service + " cannot be read: " + e, e);
        }
    }

    /** The services that have one, in alphabetical order; without files that are just being written. */
    public List<String> services() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }
}
