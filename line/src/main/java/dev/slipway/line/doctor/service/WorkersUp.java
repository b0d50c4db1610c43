package dev.slipway.line.doctor.service;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.host.machine.WorkerStarter;
import dev.slipway.line.host.plan.Worker;
import java.io.IOException;
import java.util.List;

/** The services' workers, and those among them that are not up. */
public record WorkersUp(int count, List<String> notUp) {
    public static WorkersUp of(DoctorContext context) throws IOException {
        List<Worker> workers = ServiceWorkers.of(context);
        return new WorkersUp(
                workers.size(),
                workers.stream()
                        .filter(worker -> !WorkerStarter.isUp(worker))
                        .map(Worker::name)
                        .toList());
    }

    public List<Finding> findings() {
        return notUp.isEmpty()
                ? List.of(good("All " + count + " are up"))
                : notUp.stream()
                        .map(worker -> wrong(worker + " does not answer: ./slipway logs " + worker))
                        .toList();
    }
}
