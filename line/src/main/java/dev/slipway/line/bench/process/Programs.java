package dev.slipway.line.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The line's programs, as supervisord runs them.
 *
 * @param state the line's state folder
 */
public record Programs(Path state) {
    public static final String HTTPD = "httpd";
    public static final String WILDFLY = "wildfly";
    public static final String POSTGRESQL = "postgresql";
    private static final String KEYCLOAK = "keycloak";

    /** The first processes of those that a request may come by, by the program's name; several workers have one. */
    public Map<String, List<Long>> leaders(int workers) {
        Map<String, List<Long>> leaders = new LinkedHashMap<>();
        leaders.put(HTTPD, pids(Stream.of(HTTPD)));
        leaders.put(WILDFLY, pids(IntStream.rangeClosed(1, workers).mapToObj(n -> WILDFLY + "-" + n)));
        leaders.put(POSTGRESQL, pids(Stream.of(POSTGRESQL)));
        leaders.put(KEYCLOAK, pids(Stream.of(KEYCLOAK)));
        return leaders;
    }

    private List<Long> pids(Stream<String> names) {
        return names.flatMap(name -> pid(name).stream().boxed()).toList();
    }

    /** supervisord's process, if it runs and is this line's. */
    public OptionalLong supervisor() {
        return pid("supervisord").stream().filter(this::isOfThisLine).findFirst();
    }

    private boolean isOfThisLine(long pid) {
        try {
            String environment =
                    Files.readString(Path.of("/proc", String.valueOf(pid), "environ"), StandardCharsets.ISO_8859_1);
            return List.of(environment.split("\0", -1)).contains("SLIPWAY_STATE=" + state);
        } catch (IOException e) {
            return false;
        }
    }

    /** The first process of a program, when it was last started. */
    public OptionalLong pid(String name) {
        try {
            String pid = Files.readString(state.resolve("run").resolve(name + ".pid"));
            return OptionalLong.of(Long.parseLong(pid.strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
