package dev.slipway.line.doctor.service;

import static dev.slipway.line.doctor.check.Finding.warning;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.host.plan.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * The services' workers that were started while the line's names did not resolve.
 *
 * @param isOver whether names resolve by now
 */
public record HostsFileWorkers(List<String> workers, boolean isOver) {
    public HostsFileWorkers {
        workers = List.copyOf(workers);
    }

    public static HostsFileWorkers of(DoctorContext context) throws IOException {
        List<String> marked = marked(context);
        return new HostsFileWorkers(
                marked,
                !marked.isEmpty()
                        && context.run(
                                        "getent",
                                        "ahosts",
                                        "auth." + context.settings().domain())
                                .isSuccess());
    }

    /** Those with a mark of their start script. */
    static List<String> marked(DoctorContext context) throws IOException {
        return ServiceWorkers.of(context).stream()
                .map(Worker::name)
                .filter(name -> Files.exists(context.settings().state().resolve("run/" + name + ".hosts")))
                .toList();
    }

    public List<Finding> findings() {
        return isOver
                ? workers.stream()
                        .map(
                                worker -> warning(
                                        worker + " was started while names did not resolve, and still finds no host but"
                                                + " the line's own. Restart its service: slipway restart SERVICE --environment NAME"))
                        .toList()
                : List.of();
    }
}
