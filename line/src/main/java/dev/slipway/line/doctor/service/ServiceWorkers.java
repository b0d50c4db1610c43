package dev.slipway.line.doctor.service;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.host.file.SlotFile;
import dev.slipway.line.host.plan.Ports;
import dev.slipway.line.host.plan.Worker;
import java.io.IOException;
import java.util.List;

/** The workers that run services of their own. */
public final class ServiceWorkers {
    private ServiceWorkers() {}

    /** All of them, by name. */
    public static List<Worker> of(DoctorContext context) throws IOException {
        int base = context.settings().servicePort();
        return SlotFile.read(context.settings().groups().resolve("slots.json")).taken().entrySet().stream()
                .map(slot -> new Worker(slot.getKey(), Ports.above(base, slot.getValue())))
                .toList();
    }
}
