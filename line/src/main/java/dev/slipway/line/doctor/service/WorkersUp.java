package dev.slipway.line.doctor.service;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.host.plan.Worker;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;

/** The services' workers, and those among them that are not up. */
public record WorkersUp(int count, List<String> notUp) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int UNAUTHORIZED = 401;

    public static WorkersUp of(DoctorContext context) throws IOException {
        List<Worker> workers = ServiceWorkers.of(context);
        Caller caller = Caller.trusting(null);
        return new WorkersUp(
                workers.size(),
                workers.stream()
                        .filter(worker -> !isUp(caller, worker))
                        .map(Worker::name)
                        .toList());
    }

    /** Once booted, the management interface requires authentication. */
    private static boolean isUp(Caller caller, Worker worker) {
        URI management = URI.create(
                "http://" + worker.ports().host() + ":" + worker.ports().management() + "/management");
        try {
            return caller.send(
                                    () -> HttpRequest.newBuilder(management)
                                            .timeout(PATIENCE)
                                            .build(),
                                    true,
                                    Duration.ZERO)
                            .status()
                    == UNAUTHORIZED;
        } catch (CallException e) {
            return false;
        }
    }

    public List<Finding> findings() {
        return notUp.isEmpty()
                ? List.of(good("All " + count + " are up"))
                : notUp.stream()
                        .map(worker -> wrong(worker + " does not answer: ./slipway logs " + worker))
                        .toList();
    }
}
