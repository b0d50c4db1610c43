package dev.slipway.line.doctor.service;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.host.plan.Worker;
import dev.slipway.line.port.Listeners;
import dev.slipway.line.port.PortConflict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other users' programs on ports of the services' workers. */
public record PortHolders(List<Holder> holders) {
    private static final Pattern PROGRAM = Pattern.compile("users:\\(\\(\"([^\"]*)\",pid=([0-9]+)");

    /**
     * Such a program.
     *
     * @param program its name and process; empty if it is unknown
     */
    public record Holder(String worker, int port, String user, String program) {}

    public PortHolders {
        holders = List.copyOf(holders);
    }

    public static PortHolders of(DoctorContext context) throws IOException {
        Listeners listeners = Listeners.now();
        List<Holder> holders = new ArrayList<>();
        for (Worker worker : ServiceWorkers.of(context)) {
            Path base = context.settings().state().resolve("workers").resolve(worker.name());
            if (!Files.isDirectory(base, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            int owner = (Integer) Files.getAttribute(base, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            worker.ports()
                    .all()
                    .boxed()
                    .flatMap(port -> PortConflict.at(listeners, worker.name(), List.of(port), owner).stream())
                    .map(stranger -> new Holder(
                            stranger.worker(),
                            stranger.port(),
                            stranger.userName(),
                            program(context.run("ss", "-Hltnp", "sport = :" + stranger.port())
                                    .output())))
                    .forEach(holders::add);
        }
        return new PortHolders(holders);
    }

    /** The first program in the output of {@code ss}, which shows other users' programs only to root. */
    static String program(String output) {
        Matcher matcher = PROGRAM.matcher(output);
        return matcher.find() ? matcher.group(1) + " (process " + matcher.group(2) + ")" : "";
    }

    public List<Finding> findings() {
        return holders.isEmpty()
                ? List.of(good("No other process uses their ports"))
                : holders.stream()
                        .map(holder ->
                                wrong("Port " + holder.port() + " of " + holder.worker() + " is held by the user "
                                        + holder.user() + (holder.program().isEmpty() ? "" : ", by " + holder.program())
                                        + ": no request goes there. End that program; until it has ended, the worker does not"
                                        + " start"))
                        .toList();
    }
}
