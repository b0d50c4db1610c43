package dev.slipway.line.doctor;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.doctor.check.Check;
import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.doctor.line.Backups;
import dev.slipway.line.doctor.line.BalancerMembers;
import dev.slipway.line.doctor.line.CaTrust;
import dev.slipway.line.doctor.line.FileLimit;
import dev.slipway.line.doctor.line.LocalCa;
import dev.slipway.line.doctor.line.OwnPairs;
import dev.slipway.line.doctor.line.Pages;
import dev.slipway.line.doctor.line.ProgramsReady;
import dev.slipway.line.doctor.line.ReplacedPrograms;
import dev.slipway.line.doctor.line.ServedCertificates;
import dev.slipway.line.doctor.line.StateDisk;
import dev.slipway.line.doctor.machine.Clock;
import dev.slipway.line.doctor.machine.DiskSpace;
import dev.slipway.line.doctor.machine.FreeMemory;
import dev.slipway.line.doctor.machine.NameResolution;
import dev.slipway.line.doctor.machine.RequiredPrograms;
import dev.slipway.line.doctor.machine.TakenPorts;
import dev.slipway.line.doctor.service.DatabaseConnections;
import dev.slipway.line.doctor.service.HostsFileWorkers;
import dev.slipway.line.doctor.service.PortHolders;
import dev.slipway.line.doctor.service.ServiceWorkers;
import dev.slipway.line.doctor.service.WorkerMemory;
import dev.slipway.line.doctor.service.WorkersUp;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks under a heading.
 *
 * @param checks in the order of their findings
 */
record CheckGroup(String heading, List<Check> checks) {
    private static final CheckGroup MACHINE = new CheckGroup(
            "This machine",
            List.of(
                    context -> List.of(good("JDK: " + System.getProperty("java.home"))),
                    context -> RequiredPrograms.of(context).findings(),
                    context -> DiskSpace.of(context).findings(),
                    context -> FreeMemory.of(context).findings(),
                    context -> Clock.of(context).findings(),
                    context -> NameResolution.of(context).findings()));

    private static final CheckGroup DOWN = new CheckGroup(
            "The line",
            List.of(CheckGroup::down, context -> TakenPorts.of(context).findings()));

    private static final CheckGroup UP = new CheckGroup(
            "The line",
            List.of(
                    context -> ProgramsReady.of(context).findings(),
                    context -> ReplacedPrograms.of(context).findings(),
                    context -> FileLimit.of(context).findings(),
                    context -> StateDisk.of(context).findings(),
                    context -> LocalCa.of(context).findings(),
                    context -> ServedCertificates.of(context).findings(),
                    context -> OwnPairs.of(context).findings(),
                    context -> BalancerMembers.of(context).findings(),
                    context -> Backups.of(context).findings(),
                    context -> CaTrust.of(context).findings(),
                    context -> Pages.of(context).findings()));

    private static final CheckGroup SERVICES = new CheckGroup(
            "The services' workers",
            List.of(
                    context -> WorkersUp.of(context).findings(),
                    context -> PortHolders.of(context).findings(),
                    context -> HostsFileWorkers.of(context).findings(),
                    context -> WorkerMemory.of(context).findings(),
                    context -> DatabaseConnections.of(context).findings()));

    /** The groups that apply in the current state of the line. */
    static List<CheckGroup> of(DoctorContext context) throws IOException {
        List<CheckGroup> groups = new ArrayList<>(List.of(MACHINE));
        if (!context.isUp()) {
            groups.add(DOWN);
        } else {
            groups.add(UP);
            if (!ServiceWorkers.of(context).isEmpty()) {
                groups.add(SERVICES);
            }
        }
        return groups;
    }

    private static List<Finding> down(DoctorContext context) {
        String left = context.script("line/bin/program", "left").output().strip();
        if (!left.isEmpty()) {
            return List.of(wrong("supervisord was killed, and these run without it: " + left.replace("\n", ", ")
                    + ". ./slipway up restarts the line"));
        }
        return List.of(warning(
                Files.exists(context.settings().state().resolve("settings"))
                        ? "It is down: ./slipway up starts it"
                        : "It has never been up: ./slipway up"));
    }

    /** A check that fails is a finding, too, and the next ones go on. */
    static List<Finding> run(Check check, DoctorContext context) {
        try {
            return check.run(context);
        } catch (IOException | RuntimeException e) {
            return List.of(wrong("A check failed: " + (e.getMessage() == null ? e.toString() : e.getMessage())));
        }
    }
}
