package dev.slipway.line.host.file;

import dev.slipway.line.host.plan.Worker;
import java.util.List;

/**
 * The desired content of a server group's workers.
 *
 * @param workers the workers, in order
 * @param environment the file with the environment that Slipway gives them, which has secrets
 * @param variables the file with the service's own configuration, which may have secrets
 * @param script the CLI script that configures each of them
 */
public record GroupContents(List<Worker> workers, String environment, String variables, String script) {
    /** Of a group that is removed. */
    public static final GroupContents NONE = new GroupContents(List.of(), "", "", "");

    public GroupContents {
        workers = List.copyOf(workers);
    }

    public Worker worker(String name) {
        return workers.stream()
                .filter(worker -> worker.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Without the files, which have secrets. */
    @Override
    public String toString() {
        return workers.toString();
    }
}
