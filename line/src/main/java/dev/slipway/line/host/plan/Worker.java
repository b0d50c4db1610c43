package dev.slipway.line.host.plan;

import dev.slipway.line.group.Group;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One worker of a group.
 *
 * @param name its name
 * @param ports its ports
 */
public record Worker(String name, Ports ports) {
    /** The file that its start script reads. */
    public String text(Group group, List<Worker> all) {
        return """
                USER=%s
                PORT=%d
                MEMORY=%s
                METASPACE=%s
                NODE_ID=s%d
                PROBE=%s
                CLUSTER_HOSTS=%s
                """.formatted(
                        new Names(group.group()).user(),
                        ports.http(),
                        group.definition().memory(),
                        group.definition().metaspace(),
                        ports.slot(),
                        group.definition().probe(),
                        all.stream()
                                .map(worker -> worker.ports().host() + "["
                                        + worker.ports().cluster() + "]")
                                .collect(Collectors.joining(",")));
    }

    /**
     * The same, with the start digest that the process reports, and the digests for detecting changed files.
     *
     * @param shared the shared files
     */
    public String text(Group group, List<Worker> all, String start, SharedFiles shared) {
        String text = text(group, all) + "START=" + start + "\n" + shared.digests();
        return text + "WRITTEN=" + Digests.keyed("", text) + "\n";
    }

    /**
     * The desired configuration. The number of workers does not matter, since new ones discover the others.
     *
     * @param configuration a digest
     * @param line what it gets of the line: a digest of its variables, and of the certificates that it trusts
     * @param variables the variables of its service's configuration; may be empty
     */
    public GroupState.Worker desired(Group group, String configuration, String line, String variables) {
        String text = text(group, List.of(this));
        return new GroupState.Worker(
                configuration,
                variables.isEmpty()
                        ? Digests.of(configuration, text, line)
                        : Digests.of(configuration, text, line, variables));
    }

    public static List<Worker> of(Group group, Function<String, Ports> ports) {
        return new Names(group.group())
                .workers(group.definition().workers()).stream()
                        .map(name -> new Worker(name, ports.apply(name)))
                        .toList();
    }
}
