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
 * The line's programs under supervisord.
 *
 * @param state the line's state folder
 */
public record Programs(Path state) {
    public static final String HTTPD = "httpd";
    public static final String WILDFLY = "wildfly";
    public static final String POSTGRESQL = "postgresql";
    private static final String KEYCLOAK = "keycloak";

    /** The main processes of the programs that take part in a request, by name; all workers share one name. */
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

    /** The process of this line's supervisord, if it runs. */
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

    /** The main process of a program's last start. */
    public OptionalLong pid(String name) {
        try {
            String pid = Files.readString(state.resolve("run").resolve(name + ".pid"));
            return OptionalLong.of(Long.parseLong(pid.strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
